import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import * as assert from 'uvu/assert'
import type { Host } from '../src/host.js'
import { golden, type RunOptions, readTree, root, run, temporary, tests } from './harness.js'

/** An application of one container that nothing can be said against. */
const clean = `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: shop
spec:
  components:
    - name: web
      type: webservice
      properties:
        image: ghcr.io/acme/web:1.0.0
`
/** The same with a misspelt type: one error. */
const wrong = clean.replace('webservice', 'webservise')
/** The same with a trait that nobody knows: one warning. */
const doubtful = `${clean}      traits:\n        - type: nonsense-of-mine\n          properties: {}\n`
const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: x\n'

const valid = (name: string, text: string): object => {
  const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(join(root, 'schema', name), 'utf8')) as object)
  const value = JSON.parse(text) as object
  assert.ok(validate(value), JSON.stringify(validate.errors))
  return value
}

/** A machine whose clock stands still. */
const still = (host: Host): Host => ({ ...host, now: () => new Date(2026, 0, 2, 12, 3, 11) })

tests('exit codes and streams', {
  'a clean run says so on standard error alone': async () => {
    const { code, stdout, stderr } = await run(['validate'], { files: { 'app.yaml': clean }, host: still })
    assert.equal([code, stdout, stderr], [0, '', 'ok: 1 application, 1 component, 0 links (0 ms)\n'])
  },
  'a mistake goes to standard output, and the verdict on it to standard error': async () => {
    const { code, stdout, stderr } = await run(['validate', 'app.yaml'], { files: { 'app.yaml': wrong } })
    assert.is(code, 1)
    assert.match(stdout, /^app\.yaml:8:13: error: .*\[schema\/unknown-type\]\n {2}\|\n/)
    assert.match(stdout, /\^{10} did you mean `webservice`\?\n/)
    assert.is(stderr, '1 error in 1 of 1 file. For more on a code: mc explain schema/unknown-type\n')
  },
  'warnings are no failure until there are more than allowed': async () => {
    const files = { 'app.yaml': doubtful }
    const fine = await run(['validate'], { files, host: still })
    assert.is(fine.code, 0)
    assert.match(fine.stdout, /: warning: /)
    assert.match(fine.stderr, /^ok with 1 warning: 1 application/)
    assert.is((await run(['validate', '--max-warnings', '1'], { files })).code, 0)
    const many = await run(['validate', '--max-warnings', '0'], { files })
    assert.is(many.code, 1)
    assert.match(many.stderr, /1 warning, and --max-warnings allows 0\n$/)
  },
  'wrong usage is 2, with what to type instead': async () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['validte'], /unknown command 'validte'\n\(Did you mean validate\?\)/],
      [['validate', '--fromat', 'json'], /unknown option '--fromat'\n\(Did you mean --format\?\)/],
      [['validate', '--format', 'xml'], /Allowed choices are text, oneline, json, sarif, github/],
      [['validate', '--max-warnings', 'few'], /whole number/],
      [['validate', '--fix', '--compat', 'wadm'], /cannot be used with/],
      [['validate', '--fix', '-'], /--fix changes files/],
      [['validate', '--watch', '-'], /--watch needs files/],
      [['render', 'app.yaml'], /which target\? give -t with /],
      [['render', '-t', 'compos', 'app.yaml'], /unknown target `compos`: did you mean `compose`\?/],
      [['render', '-t', 'compose', '--app', 'shpo'], /--app shpo: no such application; did you mean `shop`\?/],
      [['graph', '--app', 'unrelated'], /--app unrelated: no such application; known: `shop`/],
      [['explain', 'link/unknown-targt'], /did you mean `link\/unknown-target`\?/],
      [['completion', 'bsh'], /did you mean `bash`\?/],
      [['-C', 'nowhere', 'validate'], /-C nowhere: no such folder/],
      [['init', 'a', 'b'], /too many arguments/],
      [['validate', 'empty'], /no manifest found in empty: mc reads \*\.yaml/],
      [['validate', 'other'], /no application found in other \(1 document of other kinds passed over\)/],
    ]
    const cwd = temporary({ 'app.yaml': clean, 'empty/readme.txt': '', 'other/d.yaml': deployment })
    for (const [argv, message] of cases) {
      const { code, stdout, stderr } = await run(argv, { cwd })
      assert.is(code, 2, argv.join(' '))
      assert.is(stdout, '', argv.join(' '))
      assert.match(stderr, message)
      assert.match(stderr, /^mc: /)
    }
  },
  'what the machine refuses is 3, in one line': async () => {
    const cwd = temporary({ 'apps/orders.yaml': clean, file: '' })
    const refuse =
      (code: string) =>
      (host: Host): Host => ({
        ...host,
        read: () => {
          throw Object.assign(new Error(code), { code, syscall: 'read' })
        },
      })
    const line = async (argv: readonly string[], options: RunOptions = {}): Promise<string> => {
      const { code, stdout, stderr } = await run(argv, { cwd, ...options })
      assert.equal([code, stdout], [3, ''])
      return stderr
    }
    assert.is(
      await line(['validate', 'apps/ordres.yaml']),
      'mc: cannot read apps/ordres.yaml: no such file or folder; did you mean apps/orders.yaml?\n',
    )
    assert.is(await line(['validate', 'apps'], { host: refuse('EACCES') }), 'mc: cannot read apps/orders.yaml: permission denied\n')
    assert.is(await line(['validate', 'apps'], { host: refuse('ENOENT') }), 'mc: cannot read apps/orders.yaml: no such file or folder\n')
    assert.is(await line(['render', 'apps', '-t', 'compose', '-o', 'file']), 'mc: cannot write file: it is a file, not a folder\n')
  },
  'a bug of ours is 3, one line, and a trace on request': async () => {
    const broken = (host: Host): Host => ({
      ...host,
      read: () => {
        throw new TypeError('boom\u001b[31m')
      },
    })
    const short = await run(['validate'], { files: { 'app.yaml': clean }, host: broken })
    assert.equal([short.code, short.stderr], [3, 'mc failed because of a bug in mc: boom␛[31m (run again with --debug for the trace)\n'])
    const long = await run(['validate', '--debug'], { files: { 'app.yaml': clean }, host: broken })
    assert.is(long.code, 3)
    assert.match(long.stderr, /bug in mc: boom␛\[31m\nTypeError: .*\n {4}at /)
  },
  'words of the user never reach the terminal raw': async () => {
    for (const argv of [
      ['validate', '\u001b[31mx'],
      ['\u001b[31mx'],
      ['validate', '--\u001b[31mx'],
      ['explain', '\u001b[31mx'],
      ['render', '-t', '\u001b[31mx'],
      ['init', '\u001b[31mx'],
    ]) {
      const { stdout, stderr } = await run(argv)
      assert.not.match(stdout + stderr, /\u001b/, JSON.stringify(argv))
    }
  },
})

tests('global flags', {
  'stand before and after the command': async () => {
    const cwd = temporary({ 'deep/app.yaml': wrong })
    for (const argv of [
      ['-C', 'deep', 'validate', '-q'],
      ['validate', '--cwd', 'deep', '--quiet'],
    ]) {
      const { code, stdout } = await run(argv, { cwd })
      assert.is(code, 1)
      assert.match(stdout, /^app\.yaml:8/)
    }
  },
  '-q leaves warnings and good news out': async () => {
    for (const format of ['text', 'oneline', 'github']) {
      const { code, stdout, stderr } = await run(['validate', '-q', '--format', format], { files: { 'app.yaml': doubtful } })
      assert.equal([code, stdout, stderr], [0, '', ''])
    }
    const { stdout } = await run(['validate', '-q', '--format', 'json'], { files: { 'app.yaml': doubtful } })
    assert.match(stdout, /"severity": "warning"/, 'nothing is cut in what programs read')
  },
  '--debug says how long it took': async () => {
    assert.match(
      (await run(['validate', '--debug'], { files: { 'app.yaml': clean } })).stderr,
      /^read 1 files? in \d+ ms, compiled in \d+ ms\n/,
    )
  },
  'colour is decided by stream, flag and environment': async () => {
    const colored = async (argv: readonly string[], options: RunOptions): Promise<boolean> =>
      (await run(['validate', ...argv], { files: { 'app.yaml': wrong }, ...options })).stdout.includes('\u001b[')
    assert.is(await colored([], {}), false)
    assert.is(await colored([], { terminal: true }), true)
    assert.is(await colored([], { terminal: true, env: { NO_COLOR: '1' } }), false)
    assert.is(await colored([], { terminal: true, env: { NO_COLOR: '' } }), true)
    assert.is(await colored([], { terminal: true, env: { TERM: 'dumb' } }), false)
    assert.is(await colored([], { env: { FORCE_COLOR: '1' } }), true)
    assert.is(await colored([], { terminal: true, env: { FORCE_COLOR: '0' } }), false)
    assert.is(await colored(['--color', 'always'], { env: { NO_COLOR: '1' } }), true)
    assert.is(await colored(['--color=never'], { terminal: true, env: { FORCE_COLOR: '1' } }), false)
    assert.is(await colored(['--no-color'], { terminal: true }), false)
    assert.is(await colored(['--format', 'json'], { terminal: true }), false)
  },
})

tests('help', {
  'is the same as in the golden, for every command': async () => {
    const pages: Record<string, string> = {}
    const words = (await run(['completion', 'bash'])).stdout
    const commands = /compgen -W '([a-z ]+)'/.exec(words)?.[1]?.split(' ') ?? []
    assert.ok(commands.includes('validate') && commands.includes('put'))
    for (const command of ['', ...commands]) {
      const { code, stdout, stderr } = await run([...(command === '' ? [] : [command]), '--help'])
      assert.equal([code, stderr], [0, ''])
      pages[`${command || 'mc'}.txt`] = stdout
      for (const line of stdout.split('\n')) assert.ok(line.length <= 110, line)
    }
    golden('help', pages)
  },
  'of the root fits a screen': async () => {
    assert.ok((await run(['--help'])).stdout.trimEnd().split('\n').length <= 24)
  },
  'without a command goes to standard error, exit 2': async () => {
    const [bare, asked] = [await run([]), await run(['--help'])]
    assert.equal([bare.code, bare.stdout, bare.stderr], [2, '', asked.stdout])
    assert.is((await run(['help', 'render'])).stdout, (await run(['render', '-h'])).stdout)
  },
  '--version prints the version': async () => {
    assert.equal(await run(['--version']).then(({ code, stdout }) => [code, stdout]), [0, '0.0.0-test\n'])
  },
})

tests('formats', {
  'json fits its schema, whatever was found': async () => {
    for (const files of [
      { 'app.yaml': clean },
      { 'app.yaml': wrong, 'b.yaml': doubtful.replace('shop', 'b') },
      { 'app.yaml': 'a: [\n' },
      { 'app.yaml': `${clean}---\n${deployment}` },
    ]) {
      const { stdout, stderr } = await run(['validate', '.', '--format', 'json'], { files })
      valid('validate-output.schema.json', stdout)
      assert.is(stderr, '')
    }
    const { stdout } = await run(['validate', '--compat', 'wadm', '--format', 'json'], {
      files: { 'app.yaml': clean, 'b.yaml': clean.replace('v1beta1\n', 'v1beta1\nx: 1\n') },
    })
    const { documents } = valid('validate-output.schema.json', stdout) as { documents: { file: string; verdict: string }[] }
    assert.equal(
      documents
        .map(({ file, verdict }) => `${file} ${verdict}`)
        .sort()[1]
        ?.startsWith('b.yaml'),
      true,
    )
  },
  'json counts files, applications and what was passed over': async () => {
    const { stdout } = await run(['validate', '.', '--format', 'json'], {
      files: { 'a.yaml': `${clean}---\n${wrong.replace('shop', 'b')}`, 'd.yaml': deployment },
    })
    const report = valid('validate-output.schema.json', stdout) as { summary: object; documents: object[] }
    assert.equal(report.summary, { files: 2, applications: 2, skipped: 1, errors: 1, warnings: 0 })
    assert.equal(report.documents, [
      { file: 'a.yaml', name: 'shop', line: 1, verdict: 'valid' },
      { file: 'a.yaml', name: 'b', line: 12, verdict: 'invalid' },
    ])
  },
  'oneline, github and sarif hold everything': async () => {
    const many = Array.from(
      { length: 60 },
      (_, index) => `    - {name: c${index}, type: webservise, properties: {image: 'ghcr.io/acme/web:1.0.0'}}\n`,
    ).join('')
    const files = { 'app.yaml': clean + many }
    const countOf = async (format: string, pattern: RegExp): Promise<number> =>
      [...(await run(['validate', '--format', format], { files })).stdout.matchAll(pattern)].length
    assert.is(await countOf('text', /\[schema\/unknown-type\]/g), 50)
    assert.is(await countOf('oneline', /^app\.yaml:\d+:\d+: error: .* \[schema\/unknown-type\]$/gm), 60)
    assert.is(await countOf('github', /^::error title=schema\/unknown-type,file=app.yaml,/gm), 60)
    const log = JSON.parse((await run(['validate', '--format', 'sarif'], { files })).stdout) as {
      runs: { results: { ruleIndex: number }[]; tool: { driver: { rules: { id: string }[] } } }[]
    }
    const { results, tool } = log.runs[0]!
    assert.is(results.length, 60)
    for (const { ruleIndex } of results) assert.is(tool.driver.rules[ruleIndex]!.id, 'schema/unknown-type')
  },
  'graph prints every format, and a broken lattice too': async () => {
    const files = { 'app.yaml': clean }
    valid('graph-output.schema.json', (await run(['graph', '--format', 'json'], { files })).stdout)
    for (const [format, pattern] of [
      ['text', /^shop\n {2}web/],
      ['dot', /^digraph/],
      ['mermaid', /^(flowchart|graph)/],
      ['svg', /<svg/],
    ] as const) {
      const { code, stdout } = await run(['graph', '--format', format], { files })
      assert.is(code, 0)
      assert.match(stdout, pattern)
    }
    const broken = await run(['graph'], { files: { 'a.yaml': clean, 'b.yaml': wrong.replace('shop', 'b') } })
    assert.is(broken.code, 1)
    assert.match(broken.stdout, /^shop\n/m)
    assert.match(broken.stderr, /schema\/unknown-type/)
  },
  'plan prints a table or JSON, and nothing where there is an error': async () => {
    const files = { 'app.yaml': clean }
    assert.match((await run(['plan'], { files })).stdout, /web/)
    assert.is((JSON.parse((await run(['plan', '--format', 'json'], { files })).stdout) as { version: number }).version, 1)
    const broken = await run(['plan'], { files: { 'app.yaml': wrong } })
    assert.equal([broken.code, broken.stdout], [1, ''])
    assert.match(broken.stderr, /no plan: 1 error\n$/)
  },
})

tests('init', {
  'writes a manifest that validates clean, with a modeline': async () => {
    const { code, stdout, stderr, cwd } = await run(['init', 'new/place'])
    assert.equal(
      [code, stdout, stderr],
      [0, 'created new/place/app.yaml\n', 'next: mc validate new/place && mc render new/place -t compose\n'],
    )
    assert.match(readTree(cwd)['new/place/app.yaml']!, /^# yaml-language-server: \$schema=https:\/\/.*application\.schema\.json\n/)
    const checked = await run(['validate'], { cwd })
    assert.equal([checked.code, checked.stdout], [0, ''])
  },
  'refers to the schema of the package where there is one': async () => {
    const { cwd } = await run(['init', 'apps/shop'], { files: { 'node_modules/manifest-compiler/schema/application.schema.json': '{}' } })
    assert.match(
      readTree(cwd)['apps/shop/app.yaml']!,
      /^# yaml-language-server: \$schema=\.\.\/\.\.\/node_modules\/manifest-compiler\/schema\/application\.schema\.json\n/,
    )
  },
  'replaces nothing without --force': async () => {
    const refused = await run(['init'], { files: { 'app.yaml': 'mine' } })
    assert.equal([refused.code, refused.stdout, refused.stderr], [1, '', 'mc: app.yaml is there already; --force replaces it\n'])
    assert.is(readTree(refused.cwd)['app.yaml'], 'mine')
    const forced = await run(['init', '--force'], { cwd: refused.cwd })
    assert.is(forced.code, 0)
    assert.match(readTree(refused.cwd)['app.yaml']!, /kind: Application/)
  },
  'says why it cannot': async () => {
    const { code, stderr } = await run(['init', 'file'], { files: { file: '' } })
    assert.equal([code, stderr], [3, 'mc: cannot write file/app.yaml: a part of the path is a file, not a folder\n'])
  },
})

tests('completion', {
  'knows every command and option': async () => {
    const help = (await run(['render', '--help'])).stdout
    const options = [...help.matchAll(/--[a-z][a-z-]+/g)].map(([option]) => option)
    assert.ok(options.length > 10)
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { code, stdout } = await run(['completion', shell])
      assert.is(code, 0)
      for (const word of [
        'validate',
        'render',
        'build',
        'graph',
        'plan',
        'secrets',
        'explain',
        'init',
        'completion',
        'put',
        'undeploy',
        'weakchild',
        'sarif',
        'mermaid',
        'compose',
      ])
        assert.ok(stdout.includes(word), `${shell} ${word}`)
      for (const option of options) assert.ok(stdout.includes(shell === 'fish' ? `-l ${option.slice(2)}` : option), `${shell} ${option}`)
    }
  },
  'is a script that its shell can read, where that shell is installed': async () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { stdout } = await run(['completion', shell])
      const { status, stderr, error } = spawnSync(shell, ['-n', join(temporary({ script: stdout }), 'script')], { encoding: 'utf8' })
      if (error !== undefined && shell !== 'bash') continue
      assert.equal([status, stderr], [0, ''], shell)
    }
  },
  'completes in bash': async () => {
    const { stdout: script } = await run(['completion', 'bash'])
    const complete = (...words: string[]): string[] => {
      const probe = `${script}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})\nCOMP_CWORD=${words.length - 1}\n_mc\nprintf '%s\\n' "\${COMPREPLY[@]}"\n`
      return spawnSync('bash', ['-c', probe], { encoding: 'utf8', cwd: temporary({ 'apps.yaml': '' }) })
        .stdout.trim()
        .split('\n')
    }
    assert.equal(complete('mc', 'va'), ['validate'])
    assert.equal(complete('mc', 'validate', '--form'), ['--format'])
    assert.equal(complete('mc', 'validate', '--format', 'js'), ['json'])
    assert.equal(complete('mc', '-q', 'graph', '--format', 'me'), ['mermaid'])
    assert.equal(complete('mc', 'render', '-t', 'comp'), ['compose'])
    assert.equal(complete('mc', 'validate', 'ap'), ['apps.yaml'])
    assert.equal(complete('mc', 'completion', 'z'), ['zsh'])
  },
})
