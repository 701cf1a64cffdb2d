import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import * as assert from 'uvu/assert'
import type { Programs, Running } from '../src/programs.js'
import { type Answer, fakeDocker } from './fake-docker.js'
import { readTree, root, run, temporary, tests } from './harness.js'

const app = (components: string): string =>
  `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop}\nspec:\n  components:\n${components}`
const api = '    - name: api\n      type: webservice\n      properties:\n        build: {context: src, args: {PRICE: "$5 ${x} %{y}"}}\n'
const web = '    - name: web\n      type: worker\n      properties:\n        build: {context: src, dockerfile: Web}\n'
const plain = '    - name: cache\n      type: worker\n      properties: {image: "redis:7"}\n'
const files = { 'shop.yaml': app(api + web + plain), 'src/Dockerfile': 'FROM busybox\n', 'src/Web': 'FROM busybox\n', 'src/main.js': '1' }
const digest = `sha256:${'ab'.repeat(32)}`

/** An engine that has what was tagged or baked. */
function engine(more: (call: string) => Answer | undefined = () => undefined) {
  const images = new Map<string, string>()
  const docker = fakeDocker((call) => {
    const own = more(call)
    if (own !== undefined) return own
    const words = call.split(' ')
    if (call.startsWith('image inspect')) {
      const wanted = words.slice(4).filter((name) => images.has(name))
      const ids = [...new Set(wanted.map((name) => images.get(name)!))]
      const tagsOf = (id: string): string[] => [...images].flatMap(([name, other]) => (other === id ? [name] : []))
      return { code: wanted.length === words.length - 4 ? 0 : 1, stdout: ids.map((id) => `${id} ${JSON.stringify(tagsOf(id))}\n`).join('') }
    }
    if (call.startsWith('image tag')) images.set(full(words[3]!), images.get(words[2]!)!)
    if (call.startsWith('buildx bake')) {
      const { target } = docker.bakes.at(-1)!
      for (const name of words.slice(words.findLastIndex((word) => word.startsWith('--')) + 1))
        for (const tag of target[name]!.tags!) images.set(full(tag), `sha256:${name}-${docker.bakes.length}`)
    }
    return {}
  })
  return { ...docker, images }
}

const full = (name: string): string => (/:[^/]*$/.test(name) ? name : `${name}:latest`)
interface Report {
  readonly summary: Readonly<Record<string, number>>
  readonly images: readonly { readonly digest: string | null }[]
  readonly record: string | null
  readonly diagnostics: readonly { readonly code: string; readonly range: { readonly start: { readonly line: number } } }[]
}

const reportOf = (stdout: string): Report => {
  const validate = new Ajv({ strict: false }).compile(
    JSON.parse(readFileSync(join(root, 'schema/build-output.schema.json'), 'utf8')) as object,
  )
  const value = JSON.parse(stdout) as Report
  assert.ok(validate(value), JSON.stringify(validate.errors))
  return value
}

tests('build', {
  'builds what has no image of its contents, and a second time nothing': async () => {
    const docker = engine()
    const first = await run(['build', 'shop.yaml'], { files, programs: docker.programs })
    assert.is(first.code, 0, first.stderr)
    const [apiTag, webTag] = [...first.stdout.matchAll(/src-[0-9a-f]{12}/g)].map(([tag]) => tag)
    assert.is(first.stdout, `  built      shop/api  shop-api:${apiTag}\n  built      shop/web  shop-web:${webTag}\n`)
    assert.is(first.stderr, 'images: 2 built\n')
    const [file] = docker.bakes
    assert.equal(file!.target['shop-api'], {
      context: join(first.cwd, 'src'),
      args: { PRICE: '$5 $${x} %%{y}' },
      tags: [`shop-api:${apiTag}`, 'shop-api'],
    })
    assert.match(docker.calls.at(-1)!, /^buildx bake --file - --progress plain --load --allow=fs\.read=\* shop-api shop-web$/)

    const second = await run(['build', 'shop.yaml'], { cwd: first.cwd, programs: docker.programs })
    assert.is(second.stdout, first.stdout.replaceAll('built    ', 'unchanged'))
    assert.is(second.stderr, 'nothing to do: 2 images unchanged\n')
    assert.is(docker.bakes.length, 1)

    writeFileSync(join(first.cwd, 'src/Web'), 'FROM busybox\nUSER 1\n')
    const json = reportOf((await run(['build', 'shop.yaml', '--format', 'json'], { cwd: first.cwd, programs: docker.programs })).stdout)
    // the other context holds the file as well, as it is not ignored
    assert.equal(json.summary, { built: 2, unchanged: 0, failed: 0, stopped: 0 })
    writeFileSync(join(first.cwd, 'src/Web'), 'FROM busybox\n')
    const back = await run(['build', 'shop.yaml'], { cwd: first.cwd, programs: docker.programs })
    assert.match(back.stdout, `unchanged  shop/api  shop-api:${apiTag}`)
    assert.equal(
      docker.calls.filter((call) => call.startsWith('image tag')),
      [`image tag shop-api:${apiTag} shop-api`, `image tag shop-web:${webTag} shop-web`],
      'the name of the Compose file goes back to the image of these sources',
    )
    assert.is(docker.images.get('shop-api:latest'), docker.images.get(`shop-api:${apiTag}`))
  },
  '--no-cache and --pull build again, --app chooses': async () => {
    const docker = engine()
    const { cwd } = await run(['build', 'shop.yaml'], { files, programs: docker.programs })
    await run(['build', 'shop.yaml', '--no-cache', '--pull'], { cwd, programs: docker.programs })
    assert.match(docker.calls.at(-1)!, '--load --no-cache --pull --allow')
    const other = await run(['build', '--app', 'nope', 'shop.yaml'], { cwd, programs: docker.programs })
    assert.is(other.code, 2)
  },
  'a failed build is shown at the line of the manifest with what the builder said last': async () => {
    const lines = [
      '#1 [shop-web 2/2] RUN make',
      ...Array.from({ length: 30 }, (_, index) => `#1 0.${index} line ${index}`),
      '#1 ERROR: exit code: 2',
      'ERROR: target shop-web: failed to solve: exit code: 2',
    ]
    const docker = engine((call) => (call.startsWith('buildx bake') ? { code: 1, stderr: lines.join('\n') } : undefined))
    const { code, stdout, stderr } = await run(['build', 'shop.yaml'], { files, programs: docker.programs })
    assert.is(code, 1)
    assert.match(stdout, /not built {2}shop\/api .*\n {2}failed {5}shop\/web /)
    assert.match(
      stderr,
      /^ {2}shop-web 2\/2 RUN make\nshop\.yaml:13:9: error: the image of `shop\/web` was not built: exit code: 2 \[target\/build-failed\]\n/,
    )
    assert.match(stderr, /the builder wrote last:\n +line 10\n/)
    assert.match(stderr, /\n1 build failed: 1 not built, 1 failed\n$/)
    const json = reportOf((await run(['build', 'shop.yaml', '--format', 'json'], { files, programs: docker.programs })).stdout)
    assert.equal([json.summary.stopped, json.diagnostics[0]!.code, json.diagnostics[0]!.range.start.line], [1, 'target/build-failed', 13])
  },
  'a context that is not there fails by itself, and the others are built': async () => {
    const docker = engine()
    const { code, stdout, stderr } = await run(['build', 'shop.yaml'], {
      files: { ...files, 'shop.yaml': app(api + web.replace('src', 'source')) },
      programs: docker.programs,
    })
    assert.is(code, 1)
    assert.match(stdout, /built {6}shop\/api .*\n {2}failed {5}shop\/web\n/)
    assert.match(stderr, /the image of `shop\/web` was not built: there is no (folder|Dockerfile)/)
  },
  'with nothing to build Docker is not even asked': async () => {
    const docker = engine((call) => void assert.unreachable(call))
    const { code, stderr } = await run(['build', 'shop.yaml'], { files: { 'shop.yaml': app(plain) }, programs: docker.programs })
    assert.equal([code, stderr], [0, 'nothing to build: no component has `build`\n'])
  },
  'says what is missing: Docker, buildx or the engine, or a right manifest': async () => {
    const without = async (call: string, code: number, stderr = ''): Promise<string> => {
      const ran = await run(['build', 'shop.yaml'], {
        files,
        programs: engine((made) => (made.startsWith(call) ? { code, stderr } : undefined)).programs,
      })
      assert.equal([ran.code, ran.stdout], [3, ''])
      return ran.stderr
    }
    assert.match(await without('', 127), /^mc: there is no program `docker` in the path: install Docker .*`mc render` work without it\n$/)
    assert.match(await without('buildx version', 1), /^mc: docker has no buildx: install .*\n$/)
    assert.match(
      await without('version', 1, 'Cannot connect to the Docker daemon at unix:///x'),
      /^mc: no Docker engine answers \(Cannot connect .*\): start Docker/,
    )
    const wrong = await run(['build', 'shop.yaml'], {
      files: { 'shop.yaml': app(api).replace('webservice', 'webservise') },
      programs: engine().programs,
    })
    assert.is(wrong.code, 1)
    assert.match(wrong.stderr, /\nnothing built: 1 error in 1 of 1 file\./)
  },
  'publishes what the registry has not, and records it': async () => {
    const published = new Set<string>()
    const registry = (call: string): Answer | undefined => {
      const reference = /^buildx imagetools inspect .* (\S+)$/.exec(call)?.[1]
      if (reference !== undefined)
        return published.has(reference) ? { stdout: JSON.stringify({ digest }) } : { code: 1, stderr: `ERROR: ${reference}: not found` }
      if (call.startsWith('buildx bake'))
        for (const { tags } of Object.values(docker.bakes.at(-1)!.target)) for (const tag of tags!) published.add(tag)
      return undefined
    }
    const docker = engine(registry)
    const other = { image: 'x/y', tag: 't', digest }
    const cwd = temporary({ ...files, 'mc.images.json': JSON.stringify({ version: 1, images: { 'zoo/x': other, 'shop/api': other } }) })
    const push = ['build', 'shop.yaml', '--push', '--registry', 'localhost:5000/acme/']
    const first = await run(push, { cwd, programs: docker.programs })
    assert.is(first.code, 0, first.stderr)
    assert.match(first.stdout, new RegExp(`^ {2}published {2}shop/api {2}localhost:5000/acme/shop-api:src-[0-9a-f]{12}@${digest}\n`))
    assert.is(first.stderr, 'images: 2 published\nrecorded in mc.images.json\n')
    assert.match(docker.calls.find((call) => call.startsWith('buildx bake'))!, '--push')
    const text = readFileSync(join(cwd, 'mc.images.json'), 'utf8')
    const { images } = JSON.parse(text)
    assert.equal(Object.keys(images), ['shop/api', 'shop/web', 'zoo/x'], 'sorted, and what is not of this run stays')
    assert.equal([images['shop/api'].image, images['shop/api'].digest, images['zoo/x']], ['localhost:5000/acme/shop-api', digest, other])

    const second = await run([...push, '--format', 'json'], { cwd, programs: docker.programs })
    const report = reportOf(second.stdout)
    assert.equal([report.summary.unchanged, report.images[0]!.digest, report.record], [2, digest, 'mc.images.json'])
    assert.is(docker.bakes.length, 1)
    assert.is(readFileSync(join(cwd, 'mc.images.json'), 'utf8'), text)
    await run([...push, '--record', 'new.json'], { cwd, programs: docker.programs })
    assert.equal(Object.keys(JSON.parse(readFileSync(join(cwd, 'new.json'), 'utf8')).images), ['shop/api', 'shop/web'])
    assert.not(
      Object.keys(readTree(cwd)).some((path) => path.includes('.mc-')),
      'nothing is left beside it',
    )
  },
  'what cannot be published is not recorded': async () => {
    const denied = engine((call) => {
      if (call.startsWith('buildx imagetools')) return { code: 1, stderr: 'ERROR: not found' }
      return call.startsWith('buildx bake') ? { code: 1, stderr: 'ERROR: denied: requested access to the resource is denied' } : undefined
    })
    const push = ['build', 'shop.yaml', '--push', '--registry', 'r.example/acme']
    const ran = await run(push, { files, programs: denied.programs })
    assert.is(ran.code, 1)
    assert.match(ran.stderr, 'the image of `shop/api` was not built: denied: requested access')
    assert.not(Object.keys(readTree(ran.cwd)).includes('mc.images.json'))
    const dead = engine((call) =>
      call.startsWith('buildx imagetools')
        ? { code: 1, stderr: 'ERROR: failed to do request: dial tcp 1.2.3.4:443: i/o timeout' }
        : undefined,
    )
    const away = await run(push, { files, programs: dead.programs })
    assert.is(away.code, 3)
    assert.match(away.stderr, /^mc: no registry answers at r\.example\/acme: failed to do request/)
    const broken = await run(push, {
      files: { ...files, 'mc.images.json': '{"version": 7}' },
      programs: engine((call) => void assert.unreachable(call)).programs,
    })
    assert.is(broken.code, 3)
    assert.match(broken.stderr, /^mc: nothing published: mc\.images\.json:1:13: /)
  },
  'names, contexts and secrets of the build section, and what is built every time': async () => {
    const patch = (build: string): string =>
      `      traits:\n        - {type: runtime, properties: {compose: [{kind: service, patch: {build: ${build}}}]}}\n`
    const secret = '        env: [{name: T, valueFrom: {secretKeyRef: {name: npm, key: token}}}]\n'
    const manifest = app(
      api +
        secret +
        patch('{secrets: [{source: npm.token, target: token}], tags: ["more:1"], ssh: ["k=~/k"]}') +
        web +
        patch('{no_cache: true, additional_contexts: {base: "service:shop-api", lib: ../../lib}}'),
    )
    const cwd = temporary({ ...files, 'shop.yaml': manifest, 'lib/x': '1' })
    const docker = engine()
    const without = await run(['build', 'shop.yaml'], { cwd, programs: docker.programs })
    assert.equal([without.code, without.stdout, docker.calls], [1, '', []])
    assert.match(
      without.stderr,
      /^secret npm, key token: is not set; set NPM_TOKEN in the environment or in \.env\n {2}shop\/api \(.*\nnothing built: 1 secret missing\n$/s,
    )
    writeFileSync(join(cwd, '.env'), 'NPM_TOKEN=abc\n')
    const built = await run(['build', 'shop.yaml'], { cwd, programs: docker.programs, env: { HOME: '/home/me' } })
    assert.is(built.code, 0, built.stderr)
    assert.not.match(JSON.stringify(docker.bakes), 'abc')
    assert.equal(docker.env.at(-1), { NPM_TOKEN: 'abc' })
    const { target } = docker.bakes[0]!
    assert.equal(target['shop-api']!.tags!.slice(1), ['shop-api', 'more:1'])
    assert.equal(target['shop-api']!.ssh, ['k=/home/me/k'])
    assert.equal(target['shop-web']!.contexts, { base: 'target:shop-api', lib: join(cwd, 'lib') })
    assert.match(docker.calls.at(-1)!, /--allow=fs\.read=\* --allow=ssh shop-api shop-web$/)
    const again = await run(['build', 'shop.yaml'], { cwd, programs: docker.programs, env: { NPM_TOKEN: 'own' } })
    assert.match(again.stdout, /unchanged {2}shop\/api .*\n {2}built {6}shop\/web /)
    assert.equal(docker.env.at(-1), {}, 'the environment itself wins')
  },
  'the Spin CLI with plugins is built once, and published nowhere': async () => {
    const spin =
      '    - name: clicks\n      type: spin\n      properties: {image: "ghcr.io/acme/clicks:1", triggers: [{type: mqtt, topic: t}]}\n'
    const cwd = temporary({ 'shop.yaml': app(spin) })
    const docker = engine()
    const built = await run(['build', 'shop.yaml'], { cwd, programs: docker.programs })
    assert.is(built.code, 0, built.stderr)
    assert.not('context' in docker.bakes[0]!.target['shop-clicks']!)
    writeFileSync(join(cwd, 'shop.yaml'), app(spin.replace('clicks:1', 'clicks:2')))
    assert.match((await run(['build', 'shop.yaml'], { cwd, programs: docker.programs })).stdout, /unchanged/)
    const calls = docker.calls.length
    await run(['build', 'shop.yaml', '--push', '--registry', 'r.example/acme'], { cwd, programs: docker.programs })
    assert.is(docker.calls.length, calls)
  },
  'flags that make no sense together': async () => {
    const asked = async (...flags: readonly string[]): Promise<readonly [number, string]> => {
      const { code, stderr } = await run(['build', 'shop.yaml', ...flags], { files, programs: engine().programs })
      return [code, stderr]
    }
    assert.equal(await asked('--push'), [2, 'mc: --push needs a registry: --registry ghcr.io/acme\n'])
    assert.is((await asked('--registry', 'x'))[0], 2)
    assert.is((await asked('--record', 'x'))[0], 2)
    assert.match(
      (await asked('--push', '--registry', 'https://ghcr.io'))[1],
      /^mc: --registry https:\/\/ghcr\.io: no image could have this name/,
    )
  },
  'Ctrl-C ends the builder, and a second one ends it at once': async () => {
    const signals: string[] = []
    let press = (): void => {}
    const started: Running[] = []
    const programs: Programs = {
      start(_, words) {
        if (words[1] !== 'bake') return { ended: Promise.resolve({ code: 0, stdout: '', stderr: '' }), signal: () => {} }
        let end = (): void => {}
        const ended = new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
          end = () => done({ code: 1, stdout: '', stderr: '' })
        })
        const running: Running = {
          ended,
          signal(name) {
            signals.push(name)
            if (name === 'SIGKILL') end()
          },
        }
        started.push(running)
        setTimeout(() => {
          press()
          press()
        })
        return running
      },
    }
    const { code, stderr } = await run(['build', 'shop.yaml'], { files, programs, onStart: (interrupt) => (press = interrupt) })
    assert.equal([code, signals], [130, ['SIGINT', 'SIGKILL']])
    assert.match(stderr, /^interrupted: /)
  },
})
