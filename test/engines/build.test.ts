import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { nodeHost } from '../../src/host.js'
import { listContext } from '../../src/images/list-context.js'
import { nodePrograms, type Programs } from '../../src/programs.js'
import { exampleNames, listFiles, type Ran, root, run, skip, temporary, tests, writeTree } from '../harness.js'
import { type Engine, startEngine } from './engine.js'
import { startRegistry } from './registry.js'

// names of its own: the engine may be shared
const name = `mc-build-${process.pid}`
const manifest = (services: string): string =>
  `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: ${name}}\nspec:\n  components:\n${services}`
const service = (component: string, build: string): string =>
  `    - name: ${component}\n      type: worker\n      properties:\n        build: ${build}\n`
const awkward = '$5 ${HOME} %{if} $${x} "quoted" \\ $'

const engine = startEngine()
if (typeof engine === 'string') skip('docker buildx', engine)
else {
  tests('docker buildx takes the bake file', bakeFiles(engine))
  tests('mc build on a real engine', builds(engine))
  tests('.dockerignore as Docker reads it', ignores(engine))
}

function bakeFiles(engine: Engine) {
  return {
    'of every example that builds': async () => {
      const work = temporary()
      const names: string[] = []
      for (const example of exampleNames()) {
        const rendered = await run(['render', join(root, 'examples', example), '-t', 'compose', '-o', example], { cwd: work })
        assert.is(rendered.code, 0, rendered.stderr)
        const folder = join(work, example, 'compose')
        if (!listFiles(folder).some((path) => path.endsWith('docker-bake.json'))) continue
        names.push(example)
        const { code, stdout, stderr } = await engine.docker(['buildx', 'bake', '--file', 'docker-bake.json', '--print'], { cwd: folder })
        assert.is(code, 0, stderr)
        const written = JSON.parse(readFileSync(join(folder, 'docker-bake.json'), 'utf8'))
        assert.equal(Object.keys(JSON.parse(stdout).target).sort(), Object.keys(written.target).sort())
      }
      assert.ok(names.includes('order-processing'))
    },
    'of every field of a build, none of which is passed over': async () => {
      // bake asks for the keys of SSH at once, and this machine may have none
      const manifest = readFileSync(join(root, 'test', 'features', 'build.yaml'), 'utf8').replace(/^ +ssh:.*\n/m, '')
      const work = temporary({ 'app.yaml': manifest })
      const rendered = await run(['render', 'app.yaml', '-t', 'compose'], { cwd: work })
      assert.is(rendered.code, 0, rendered.stderr)
      const folder = join(work, 'out', 'compose')
      const { code, stdout, stderr } = await engine.docker(['buildx', 'bake', '--file', 'docker-bake.json', '--print'], { cwd: folder })
      assert.is(code, 0, stderr)
      const [written, read] = [JSON.parse(readFileSync(join(folder, 'docker-bake.json'), 'utf8')), JSON.parse(stdout)]
      for (const [target, fields] of Object.entries<object>(written.target))
        assert.equal(
          Object.keys(fields).filter((field) => !(field in read.target[target])),
          [],
        )
    },
    'builds the same by hand, in its folder': async () => {
      const cwd = temporary({
        'app.yaml': manifest(service('hand', '{context: src, args: {TEXT: hand}}')),
        'src/Dockerfile': 'FROM busybox:1\nARG TEXT\nRUN echo "$TEXT" >/text\n',
      })
      await run(['render', 'app.yaml', '-t', 'compose'], { cwd })
      const folder = join(cwd, 'out', 'compose')
      const baked = await engine.docker(['buildx', 'bake', '--load', '--allow=fs.read=*', '--file', 'docker-bake.json'], { cwd: folder })
      assert.is(baked.code, 0, baked.stderr)
      await withImages(engine, cwd, async () => assert.is(await cat(engine, `${name}-hand`, '/text'), 'hand'))
    },
  }
}

function builds(engine: Engine) {
  const dockerfile = 'FROM busybox:1\nARG TEXT\nRUN printf %s "$TEXT" >/text\nCOPY . /src\n'
  const files = {
    'app.yaml': manifest(
      service('api', `{context: src, args: {TEXT: ${JSON.stringify(awkward)}}}`) + service('web', '{context: src, dockerfile: Web}'),
    ),
    'src/Dockerfile': dockerfile,
    'src/Web': `${dockerfile}RUN echo web\n`,
    'src/.dockerignore': '*.log\n',
    'src/main.js': '1',
  }
  return {
    'what is built is built once; an edit makes a new tag, an ignored file none; a broken build says so': async () => {
      const programs = await programsOf(engine)
      const cwd = temporary(files)
      const build = (...flags: readonly string[]): Promise<Ran> => run(['build', 'app.yaml', ...flags], { cwd, programs })
      await withImages(engine, cwd, async () => {
        const first = await build()
        assert.is(first.code, 0, first.stderr)
        assert.equal(statuses(first), ['built api', 'built web'])
        assert.is(await cat(engine, `${name}-api`, '/text'), awkward, 'arguments arrive as they are written')

        const second = await build()
        assert.equal([statuses(second), second.stderr], [['unchanged api', 'unchanged web'], 'nothing to do: 2 images unchanged\n'])
        writeFileSync(join(cwd, 'src', 'noise.log'), 'x')
        assert.equal(statuses(await build()), ['unchanged api', 'unchanged web'])

        writeFileSync(join(cwd, 'src', 'main.js'), '2')
        const edited = await build()
        assert.equal(statuses(edited), ['built api', 'built web'])
        assert.is.not(tagsOf(edited)[0], tagsOf(first)[0])
        assert.is(await cat(engine, `${name}-api`, '/src/main.js'), '2')
        writeFileSync(join(cwd, 'src', 'main.js'), '1')
        assert.equal([statuses(await build()), tagsOf(first)], [['unchanged api', 'unchanged web'], tagsOf(await build())])
        assert.is(await cat(engine, `${name}-api`, '/src/main.js'), '1', 'the name of the Compose file follows the sources back')

        writeFileSync(join(cwd, 'src', 'Web'), 'FROM busybox:1\nRUN echo out of flour; exit 4\n')
        const broken = await build()
        assert.is(broken.code, 1)
        assert.match(
          broken.stderr,
          /app\.yaml:13:9: error: the image of `[\w-]+\/web` was not built: process .* exit code: 4 \[target\/build-failed\]/,
        )
        assert.match(broken.stderr, /the builder wrote last:\n +out of flour\n/)
      })
    },
    'publishes once, records, and render takes the record': async () => {
      const programs = await programsOf(engine)
      const registry = await startRegistry()
      const cwd = temporary(files)
      const push = (): Promise<Ran> => run(['build', 'app.yaml', '--push', '--registry', registry.address], { cwd, programs })
      try {
        await withImages(engine, cwd, async () => {
          const first = await push()
          assert.is(first.code, 0, first.stderr)
          assert.equal([statuses(first), registry.pushes()], [['published api', 'published web'], 2])
          const text = readFileSync(join(cwd, 'mc.images.json'), 'utf8')
          const { images } = JSON.parse(text)
          const api = images[`${name}/api`]
          assert.is(api.image, `${registry.address}/${name}-api`)
          assert.is(registry.digestOf(`${name}-api:${api.tag}`), api.digest)

          const second = await push()
          assert.equal([statuses(second), registry.pushes()], [['unchanged api', 'unchanged web'], 2])
          assert.is(readFileSync(join(cwd, 'mc.images.json'), 'utf8'), text)

          const pulled = await engine.docker(['pull', `${api.image}:${api.tag}@${api.digest}`], { cwd })
          assert.is(pulled.code, 0, pulled.stderr)
          const rendered = await run(['render', 'app.yaml', '-t', 'compose'], { cwd })
          assert.is(rendered.code, 0, rendered.stderr)
          const { services } = parse(readFileSync(join(cwd, 'out', 'compose', 'compose.yaml'), 'utf8'))
          assert.is(services[`${name}-api`].image, `${api.image}:${api.tag}`)
          const accepted = await engine.docker(['compose', 'config', '--quiet'], { cwd: join(cwd, 'out', 'compose') })
          assert.is(accepted.code, 0, accepted.stderr)
          // Compose takes what was published instead of building it again
          await engine.docker(['image', 'rm', '--force', `${api.image}:${api.tag}`], { cwd })
          const fetched = await engine.docker(['compose', 'pull', '--quiet', `${name}-api`], { cwd: join(cwd, 'out', 'compose') })
          assert.is(fetched.code, 0, fetched.stderr)
          assert.is(await cat(engine, `${api.image}:${api.tag}`, '/text'), awkward)
        })
      } finally {
        await registry.stop()
      }
      const away = await push()
      assert.is(away.code, 3)
      assert.match(away.stderr, /^mc: no registry answers at 127\.0\.0\.1:\d+: .*connection refused\n$/)
    },
    'without an engine, one message': async () => {
      const programs = await programsOf(engine, { DOCKER_HOST: 'unix:///nowhere/docker.sock' })
      const { code, stdout, stderr } = await run(['build', 'app.yaml'], { cwd: temporary(files), programs })
      assert.equal([code, stdout], [3, ''])
      assert.match(stderr, /^mc: no Docker engine answers \(.*\): start Docker, or point DOCKER_HOST at an engine that runs\n$/)
    },
  }
}

/** What Docker itself copies out of a context, for patterns of all kinds. */
function ignores(engine: Engine) {
  const paths = [
    'a',
    'a.log',
    'b.txt',
    'sub/a',
    'sub/a.log',
    'sub/deep/a',
    'sub/deep/b.txt',
    'sub2/a',
    'node_modules/x/y',
    'sub/node_modules/x',
    '[x]',
    'a*b',
    'axb',
    '.hidden',
    'README.md',
    'README-secret.md',
  ]
  const cases = [
    'a',
    '*.log\n# b.txt',
    '**/*.log',
    'sub/*',
    'sub/**',
    'sub*/a',
    '**/a',
    '**/node_modules',
    '*\n!sub\nsub/deep\n!sub/deep/a',
    '*.md\n!README*.md\nREADME-secret.md',
    '/a\n  b.txt  ',
    '?.log\nsub/../b.txt',
    '[a-b].*\n!b.txt',
    'a\\*b',
    '[^a]*',
    '.*',
    '**',
    '!a\na\n!a',
    'sub/deep/\n./sub2',
    '*/*/a',
    'sub/**/a',
    '**/deep/**',
  ]
  return {
    'leaves the same files': async () => {
      const host = nodeHost(pathToFileURL(`${root}/`))
      const context = temporary(Object.fromEntries(paths.map((path) => [path, path])))
      const out = temporary()
      writeTree(out, { Dockerfile: 'FROM scratch\nCOPY . /' })
      let largest = 0
      for (const text of cases) {
        writeFileSync(join(context, '.dockerignore'), text)
        const folder = join(out, 'files')
        rmSync(folder, { recursive: true, force: true })
        const built = await engine.docker(
          ['buildx', 'build', '--quiet', '--file', join(out, 'Dockerfile'), '--output', `type=local,dest=${folder}`, context],
          { cwd: out },
        )
        const copied = listFiles(folder).map((path) => path.slice(folder.length + 1))
        // where nothing is left there is nothing to copy
        if (built.code !== 0) assert.match(built.stderr, /no files found|not found/, text)
        assert.equal(listContext(context, undefined, host), copied.sort(), JSON.stringify(text))
        largest = Math.max(largest, copied.length)
      }
      assert.ok(largest > 10, 'files are copied at all')
    },
  }
}

/** Programs that reach the engine of the tests. */
async function programsOf(engine: Engine, env: Readonly<Record<string, string>> = {}): Promise<Programs> {
  const programs = await nodePrograms()
  return {
    start: (program, words, options) => programs.start(program, words, { ...options, env: { ...engine.env, ...options.env, ...env } }),
  }
}

/** Runs a test, and removes the images that it made. */
async function withImages(engine: Engine, cwd: string, test: () => Promise<void>): Promise<void> {
  try {
    await test()
  } finally {
    const { stdout } = await engine.docker(['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'], { cwd })
    const own = stdout.split('\n').filter((image) => image.includes(`${name}-`) && !image.endsWith('<none>'))
    if (own.length > 0) await engine.docker(['image', 'rm', '--force', ...own], { cwd })
  }
}

async function cat(engine: Engine, image: string, path: string): Promise<string> {
  const { code, stdout, stderr } = await engine.docker(['run', '--rm', '--network', 'none', '--pull', 'never', image, 'cat', path], {
    cwd: root,
  })
  assert.is(code, 0, stderr)
  return stdout.replace(/\n$/, '')
}

function statuses({ stdout }: Ran): readonly string[] {
  return [...stdout.matchAll(/^ {2}(\w+) +\S+\/(\w+) /gm)].map(([, status, component]) => `${status} ${component}`)
}

function tagsOf({ stdout }: Ran): readonly string[] {
  return [...stdout.matchAll(/src-[0-9a-f]{12}/g)].map(([tag]) => tag)
}
