import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { listFiles, root, temporary, tests } from './harness.js'

/* What is published, as a user gets it: packed, installed into an empty folder without a network, and run. */
const npm = (args: readonly string[], cwd: string): string =>
  execFileSync('npm', args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, npm_config_ignore_scripts: 'true', npm_config_loglevel: 'error' },
  })

tests('the published package', {
  'installs into an empty folder and runs': () => {
    const folder = temporary()
    const [packed] = JSON.parse(npm(['pack', '--json', '--pack-destination', folder], root)) as [
      { filename: string; size: number; files: { path: string }[] },
    ]
    assert.equal(
      packed.files
        .map(({ path }) => path)
        .filter(
          (path) =>
            !/^(dist\/(mc|index|viz)\.js|dist\/parts\/|dist\/types\/|dist\/licences\.txt|schema\/|package\.json|README\.md|LICENSE)/.test(
              path,
            ),
        ),
      [],
    )
    assert.ok(packed.size < 2_200_000, `${packed.size} bytes`)
    const home = join(folder, 'home')
    mkdirSync(home)
    writeFileSync(join(home, 'package.json'), '{"name":"home","version":"1.0.0","type":"module"}')
    npm(['install', '--offline', '--no-audit', '--no-fund', join('..', packed.filename)], home)
    for (const bin of ['mc', 'manifest-compiler']) {
      const { stdout, status } = spawnSync(join(home, 'node_modules', '.bin', bin), ['--version'], { cwd: home, encoding: 'utf8' })
      assert.equal(
        [status, stdout],
        [0, `${(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version}\n`],
      )
    }
    const mc = (...args: string[]) => spawnSync(join(home, 'node_modules', '.bin', 'mc'), args, { cwd: home, encoding: 'utf8' })
    assert.is(mc('init', 'apps').status, 0)
    assert.is(mc('validate', 'apps').status, 0)
    assert.is(mc('render', 'apps', '-t', 'compose').status, 0)
    assert.match(readFileSync(join(home, 'out', 'compose', 'compose.yaml'), 'utf8'), 'services:')
    assert.match(mc('graph', 'apps', '--format', 'svg').stdout, '<svg')
    assert.is(mc('explain', 'link/unknown-target').status, 0)
    writeFileSync(
      join(home, 'use.mjs'),
      "import { compile } from 'manifest-compiler'\nconst { diagnostics } = compile([{ path: 'a.yaml', text: 'kind: Application', explicit: true }])\nconsole.log(diagnostics[0].code)\n",
    )
    const used = spawnSync(process.execPath, ['use.mjs'], { cwd: home, encoding: 'utf8' })
    assert.equal([used.status, used.stdout], [0, 'schema/missing-property\n'], used.stderr)
    const types = listFiles(join(home, 'node_modules', 'manifest-compiler', 'dist', 'types'))
    assert.ok(types.some((path) => path.endsWith(join('src', 'index.d.ts'))))
  },
  'a broken pipe, a wrong flag and a real exit code, from the real program': () => {
    const mc = join(root, 'dist', 'mc.js')
    assert.is(spawnSync(process.execPath, [mc, 'validate', '--nope'], { encoding: 'utf8' }).status, 2)
    assert.is(spawnSync(process.execPath, [mc], { encoding: 'utf8' }).status, 2)
    const piped = spawnSync('bash', ['-c', `"${process.execPath}" "${mc}" explain | head -1`], { encoding: 'utf8' })
    assert.equal([piped.status, piped.stderr], [0, ''])
    assert.ok(statSync(mc).mode & 0o100, 'dist/mc.js may be run')
  },
})
