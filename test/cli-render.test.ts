import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import * as assert from 'uvu/assert'
import { parseSettings } from '../src/commands/parse-settings.js'
import { Failure } from '../src/failure.js'
import { targets } from '../targets/index.js'
import { readTree, root, run, temporary, tests } from './harness.js'

const app = (name: string, more = ''): string =>
  `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: ${name}\nspec:\n  components:\n    - name: web\n      type: webservice\n      properties:\n        image: ghcr.io/acme/web:1.0.0\n${more}`
const wrong = app('broken').replace('webservice', 'webservise')
const render = ['render', '-t', 'compose'] as const

interface Report {
  readonly dryRun: boolean
  readonly artifacts: readonly { readonly target: string; readonly path: string; readonly status: string; readonly sha256: string }[]
  readonly diagnostics: readonly object[]
}

const reportOf = (stdout: string): Report => {
  const validate = new Ajv({ strict: false }).compile(
    JSON.parse(readFileSync(join(root, 'schema/render-output.schema.json'), 'utf8')) as object,
  )
  const value = JSON.parse(stdout) as Report
  assert.ok(validate(value), JSON.stringify(validate.errors))
  return value
}

tests('render', {
  'a port that the manifest keeps inside is published on request': async () => {
    const files = { 'a.yaml': app('a', '        ports: [{port: 8080}]\n') }
    const { stdout } = await run([...render, '-o', '-', '--publish', 'a/web:8080=18080'], { files })
    assert.match(stdout, /target: 8080\n +published: "18080"\n +host_ip: "127\.0\.0\.1"/)
    const near = await run([...render, '-o', '-', '--publish', 'a/wab'], { files })
    assert.is(near.code, 1)
    assert.match(near.stderr, /there is no component `a\/wab` \[target\/publish\]\n.*`a\/web`/)
  },
  'writes files, lists them on standard output, and ends with the verdict and what to do next': async () => {
    const { code, stdout, stderr, cwd } = await run(render, { files: { 'app.yaml': app('shop') } })
    assert.is(code, 0)
    assert.match(stdout, /^ {2}created {4}out\/compose\/compose\.yaml\n/)
    assert.match(stderr, /^rendered compose: \d+ created\nnext: .*out\/compose.*\n$/)
    assert.ok(readTree(cwd)['out/compose/compose.yaml'])

    const old = new Date('2020-01-02T03:04:05Z')
    utimesSync(join(cwd, 'out/compose/compose.yaml'), old, old)
    const again = await run(render, { cwd })
    assert.match(again.stdout, /^ {2}unchanged {2}out\/compose\/compose\.yaml\n/)
    assert.match(again.stderr, /^rendered compose: \d+ unchanged\n/)
    assert.is(statSync(join(cwd, 'out/compose/compose.yaml')).mtimeMs, old.getTime())

    writeFileSync(join(cwd, 'out/compose/compose.yaml'), `${readTree(cwd)['out/compose/compose.yaml']}# mine\n`)
    assert.match((await run(render, { cwd })).stdout, /^ {2}updated {4}out\/compose\/compose\.yaml {3}\+0 -1 {2}\(was changed by hand\)\n/)
  },
  'writes nothing where there is any error': async () => {
    const cwd = temporary({ 'a.yaml': app('shop') })
    await run(render, { cwd })
    const before = readTree(cwd)
    writeFileSync(join(cwd, 'b.yaml'), wrong)
    writeFileSync(join(cwd, 'c.yaml'), 'a: [')
    const { code, stdout, stderr } = await run([...render, '--prune'], { cwd })
    assert.equal([code, stdout], [1, ''])
    assert.match(stderr, /^b\.yaml:8:13: error: /)
    assert.match(stderr, /\nc\.yaml:\d+:\d+: error: /)
    assert.match(stderr, /\nnothing written: 2 errors\n$/)
    assert.equal(readTree(cwd), { ...before, 'b.yaml': wrong, 'c.yaml': 'a: [' })
    const json = reportOf((await run([...render, '--format', 'json'], { cwd })).stdout)
    assert.equal([json.artifacts, json.diagnostics.length], [[], 2])
  },
  'a dry run says what would change': async () => {
    const { code, stdout, stderr, cwd } = await run([...render, '--dry-run'], { files: { 'app.yaml': app('shop') } })
    assert.is(code, 0)
    assert.match(stdout, /created {4}out\/compose\/compose\.yaml/)
    assert.match(stderr, /^would render compose: \d+ created\n$/)
    assert.equal(Object.keys(readTree(cwd)), ['app.yaml'])
  },
  'stale files stay until --prune': async () => {
    const cwd = temporary({ 'app.yaml': app('shop') })
    await run(render, { cwd })
    const list = JSON.parse(readTree(cwd)['out/.mc.json']!) as { targets: { compose: Record<string, string> } }
    // the hash of an empty file
    list.targets.compose['compose/old.yaml'] = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    writeFileSync(join(cwd, 'out/.mc.json'), JSON.stringify(list))
    writeFileSync(join(cwd, 'out/compose/old.yaml'), '')
    const kept = await run(render, { cwd })
    assert.match(kept.stdout, / {2}stale {6}out\/compose\/old\.yaml {3}\(remove with --prune\)\n/)
    assert.match(kept.stderr, /, 1 stale\n/)
    assert.match((await run([...render, '--prune'], { cwd })).stdout, / {2}removed {4}out\/compose\/old\.yaml\n/)
    assert.not('out/compose/old.yaml' in readTree(cwd))
  },
  '-o says where to, also outside of the working directory': async () => {
    const cwd = temporary({ 'here/app.yaml': app('shop') })
    const { stdout, stderr } = await run([...render, '-o', '../there/'], { cwd: join(cwd, 'here') })
    assert.match(stdout, /created {4}\.\.\/there\/compose\/compose\.yaml/)
    assert.match(stderr, /next: .*\.\.\/there\/compose/)
    assert.ok(readTree(cwd)['there/compose/compose.yaml'])
    const here = await run([...render, '-o', '.'], { cwd: join(cwd, 'here') })
    assert.match(here.stdout, /created {4}compose\/compose\.yaml/)
    assert.match(
      (await run([...render, '-o', '.'], { cwd: join(cwd, 'here') })).stdout,
      /^( {2}unchanged {2}compose\/\S+\n)+$/,
      'its own files are no manifests',
    )
  },
  '-o - prints a single file and nothing else': async () => {
    const { code, stdout, stderr, cwd } = await run([...render, '-', '-o', '-'], { stdin: app('shop') })
    assert.equal([code, stderr], [0, ''])
    assert.match(stdout, /^services:/m)
    assert.equal(readTree(cwd), {})
    const broken = await run([...render, '-', '-o', '-'], { stdin: wrong })
    assert.equal([broken.code, broken.stdout], [1, ''])
    for (const flag of [['--prune'], ['--dry-run'], ['--watch'], ['--format', 'json']])
      assert.is((await run([...render, '-', '-o', '-', ...flag], { stdin: app('shop') })).code, 2)
  },
  '--app renders one application, and every file is still checked': async () => {
    const cwd = temporary({ 'a.yaml': app('shop'), 'b.yaml': app('other').replace('acme/web', 'acme/other') })
    assert.is((await run([...render, '--app', 'shop'], { cwd })).code, 0)
    const text = readTree(cwd)['out/compose/compose.yaml']!
    assert.match(text, /acme\/web/)
    assert.not.match(text, /acme\/other/)
    writeFileSync(join(cwd, 'b.yaml'), wrong)
    assert.is((await run([...render, '--app', 'shop'], { cwd })).code, 1)
  },
  '--strict makes an error of what a target loses': async () => {
    const files = {
      'app.yaml': app(
        'shop',
        '      traits:\n        - type: affinity\n          properties: {tolerations: [{key: disk, operator: Exists}]}\n',
      ),
    }
    const lenient = await run(render, { files })
    const strict = await run([...render, '--strict'], { files })
    assert.is(lenient.code, 0)
    assert.is(strict.code, 1)
    assert.match(strict.stderr, /error: .*\[target\/unsupported\]/)
    assert.match(strict.stderr, /nothing written: 1 error/)
  },
  'the sarif and github formats work too': async () => {
    const cwd = temporary({ 'b.yaml': wrong })
    assert.match((await run([...render, '--format', 'sarif'], { cwd })).stdout, /"version": "2\.1\.0"/)
    const github = await run([...render, '--format', 'github'], { cwd })
    assert.is(github.stdout, '')
    assert.match(github.stderr, /^::error title=schema\/unknown-type,file=b\.yaml,/)
  },
  'json names target, path, status and hash': async () => {
    const report = reportOf((await run([...render, '--format', 'json'], { files: { 'app.yaml': app('shop') } })).stdout)
    assert.equal(
      [
        report.artifacts[0]!.target,
        report.artifacts.map(({ path, status }) => `${status} ${path}`).includes('created compose/compose.yaml'),
      ],
      ['compose', true],
    )
  },
  '-q prints nothing where all is well': async () => {
    const { code, stdout, stderr } = await run([...render, '-q'], { files: { 'app.yaml': app('shop') } })
    assert.equal([code, stdout, stderr], [0, '', ''])
  },
})

tests('--set', {
  'is checked against the options of the target': () => {
    const compose = targets.find(({ name }) => name === 'compose')!
    const [option] = Object.keys(compose.options)
    const message = (...given: string[]): string => {
      try {
        parseSettings(given, [compose])
      } catch (error) {
        assert.instance(error, Failure)
        return (error as Failure).message
      }
      return ''
    }
    assert.equal(parseSettings([`compose.${option}=a=b`, `compose.${option}=`], [compose]), { compose: { [option!]: '' } })
    assert.match(message('compose'), /write <target>\.<option>=<value>/)
    assert.match(message(`compos.${option}=x`), /unknown target `compos`; did you mean `compose`\?/)
    assert.match(message(`compose.${option}x=x`), new RegExp(`has no option \`${option}x\`; did you mean \`${option}\`\\?`))
    assert.match(message('compose.__proto__=x'), /has no option/)
    assert.match(message('compose.tools-image='), /`tools-image` cannot be empty; without it, it is `busybox:1`/)
    const chosen = Object.entries(compose.options).find(([, { choices }]) => choices !== undefined)
    if (chosen !== undefined) assert.match(message(`compose.${chosen[0]}=nonsense`), new RegExp(`\`${chosen[0]}\` is \``))
  },
})
