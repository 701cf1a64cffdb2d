import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import * as assert from 'uvu/assert'
import type { Host } from '../src/host.js'
import { type RunOptions, run, temporary, tests } from './harness.js'

const app = (name: string): string =>
  `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: ${name}\nspec:\n  components:\n    - name: web\n      type: webservice\n      properties:\n        image: ghcr.io/acme/web:1.0.0\n`

interface Report {
  readonly summary: {
    readonly files: number
    readonly applications: number
    readonly skipped: number
    readonly errors: number
    readonly warnings: number
  }
  readonly documents: readonly { readonly file: string; readonly name: string | null; readonly verdict: string }[]
  readonly diagnostics: readonly {
    readonly code: string
    readonly severity: string
    readonly message: string
    readonly file: string
    readonly help: string | null
    readonly range: { readonly start: { readonly line: number; readonly column: number; readonly offset: number } }
  }[]
}

async function check(argv: readonly string[], options: RunOptions = {}): Promise<Report & { readonly code: number }> {
  const { code, stdout, stderr } = await run(['validate', '--format', 'json', ...argv], options)
  assert.is(stderr, '')
  return { ...(JSON.parse(stdout) as Report), code }
}

const namesOf = ({ documents }: Report): string[] => documents.map(({ file, name }) => `${file} ${name}`)
const codesOf = ({ diagnostics }: Report): string[] => diagnostics.map(({ file, code, severity }) => `${file} ${severity} ${code}`)

tests('reading', {
  'takes folders, files and standard input together, each file once': async () => {
    const cwd = temporary({
      'apps/a.yaml': app('a'),
      'apps/deep/b.yml': app('b'),
      'apps/deep/c.JSON': '{"kind": "Other"}',
      'apps/readme.md': '',
      'd.txt': app('d'),
    })
    const report = await check(['apps', 'apps/a.yaml', './apps/deep/../deep/b.yml', 'd.txt', '-'], { cwd, stdin: app('e') })
    assert.equal(namesOf(report), ['- e', 'apps/a.yaml a', 'apps/deep/b.yml b', 'd.txt d'])
    assert.equal([report.summary.files, report.summary.skipped], [5, 1])
  },
  'takes the working directory where no path is given, and --stdin-filename for -': async () => {
    assert.equal(namesOf(await check([], { files: { 'a.yaml': app('a') } })), ['a.yaml a'])
    assert.equal(namesOf(await check(['-', '--stdin-filename', 'x/y.yaml'], { stdin: app('a') })), ['x/y.yaml a'])
  },
  'does not depend on the order of arguments': async () => {
    const cwd = temporary({ 'a.yaml': app('x'), 'b.yaml': app('x'), 'c.yaml': app('y') })
    const texts = new Set<string>()
    for (const argv of [
      ['a.yaml', 'b.yaml', 'c.yaml'],
      ['c.yaml', 'b.yaml', 'a.yaml'],
      ['b.yaml', 'a.yaml', 'c.yaml'],
    ])
      texts.add((await run(['validate', ...argv], { cwd })).stdout)
    assert.is(texts.size, 1)
  },
  'shows paths outside of the working directory from there': async () => {
    const cwd = temporary({ 'here/.keep': '', 'there/a.yaml': app('a') })
    assert.equal(namesOf(await check(['../there'], { cwd: join(cwd, 'here') })), ['../there/a.yaml a'])
    assert.equal(namesOf(await check([join(cwd, 'there')], { cwd: join(cwd, 'here') })), ['../there/a.yaml a'])
  },
  'passes over what is hidden, installed or made by mc itself': async () => {
    const files = {
      'a.yaml': app('a'),
      '.hidden.yaml': 'a: [',
      '.git/x.yaml': 'a: [',
      'node_modules/p/x.yaml': 'a: [',
      'deep/node_modules/x.yaml': 'a: [',
      'out/.mc.json': '{}',
      'out/wadm/x.yaml': app('a'),
    }
    const cwd = temporary(files)
    assert.equal(namesOf(await check([], { cwd })), ['a.yaml a'])
    assert.equal(namesOf(await check(['out'], { cwd })), ['out/wadm/x.yaml a'], 'unless it is named')
  },
  'a document of another kind is passed over in a folder and an error where it is named': async () => {
    const cwd = temporary({ 'a.yaml': app('a'), 'd.yaml': 'apiVersion: apps/v1\nkind: Deployment\n' })
    assert.equal((await check(['.'], { cwd })).summary.skipped, 1)
    assert.equal(codesOf(await check(['a.yaml', 'd.yaml'], { cwd })), ['d.yaml error schema/not-an-application'])
  },
  'says at once that standard input is a terminal': async () => {
    const { code, stderr } = await run(['validate', '-'], { stdinIsTerminal: true })
    assert.equal([code, stderr], [2, 'mc: standard input is a terminal: pipe a manifest into mc, as in `cat app.yaml | mc validate -`\n'])
  },
  'shows the place of the first byte that is not UTF-8': async () => {
    const cwd = temporary({ 'good.yaml': app('good') })
    const cases: readonly (readonly [number[], number, number, number, string])[] = [
      [[0x61, 0x0a, 0x62, 0xe9, 0x0a], 2, 2, 3, 'E9'],
      [[0x61, 0xc3, 0xa9, 0x20, 0xff], 1, 4, 4, 'FF'],
      [[0xf0, 0x9f, 0x98, 0x80, 0xe2, 0x82], 1, 3, 4, 'E2'],
      [[0xef, 0xbf, 0xbd, 0xef, 0xbf], 1, 2, 3, 'EF'],
      [[0xef, 0xbb, 0xbf, 0x61, 0xc0], 1, 2, 4, 'C0'],
    ]
    for (const [bytes, line, column, offset, byte] of cases) {
      writeFileSync(join(cwd, 'bad.yaml'), Uint8Array.from(bytes))
      const report = await check(['.'], { cwd })
      assert.is(report.code, 1)
      assert.equal(codesOf(report), ['bad.yaml error input/encoding'])
      const [first] = report.diagnostics
      assert.equal([first!.range.start.line, first!.range.start.column], [line, column], first!.message)
      assert.is(first!.message, `file is not UTF-8: byte 0x${byte} at offset ${offset} belongs to no character`)
      assert.equal(report.documents.map(({ file, verdict }) => `${file} ${verdict}`).sort(), ['bad.yaml parse_error', 'good.yaml valid'])
    }
    writeFileSync(join(cwd, 'bad.yaml'), Buffer.from(`\ufeff${app('x')}`, 'utf16le'))
    assert.is((await check(['bad.yaml'], { cwd })).diagnostics[0]!.help, 'the file is UTF-16: save it as UTF-8')
  },
  'finds the first bad byte in any text': async () => {
    const cwd = temporary()
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', maxLength: 12 }),
        fc.constantFrom([0xff], [0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x98], [0xed, 0xa0, 0x80]),
        fc.constantFrom('', ' ', 'x\n'),
        async (text, bad, after) => {
          const offset = Buffer.byteLength(text)
          writeFileSync(join(cwd, 'bad.yaml'), Buffer.concat([Buffer.from(text), Uint8Array.from(bad), Buffer.from(after)]))
          assert.match((await check(['bad.yaml'], { cwd })).diagnostics[0]!.message, new RegExp(` at offset ${offset} `))
        },
      ),
      { numRuns: 60 },
    )
  },
  'does not even read a file that is too large': async () => {
    const cwd = temporary({ 'a.yaml': app('a'), 'big.yaml': `${app('big')}#${'x'.repeat(4 * 1024 * 1024)}` })
    const opened: string[] = []
    const host = (inner: Host): Host => ({
      ...inner,
      read(path) {
        opened.push(path)
        return inner.read(path)
      },
    })
    const named = await check(['a.yaml', 'big.yaml'], { cwd, host })
    assert.equal([named.code, codesOf(named), namesOf(named)], [1, ['big.yaml error input/too-large'], ['a.yaml a', 'big.yaml null']])
    assert.not(opened.some((path) => path.endsWith('big.yaml')))
    const found = await check(['.'], { cwd })
    assert.equal([found.code, codesOf(found)], [0, ['big.yaml warning input/too-large']], 'beside the manifests it is a warning')
    assert.equal(codesOf(await check(['-'], { stdin: 'x'.repeat(4 * 1024 * 1024 + 1) })), ['- error input/too-large'])
  },
  'one broken document hides no other': async () => {
    const report = await check(['.'], {
      files: { 'a.yaml': `${app('a')}---\nx: [\n---\n${app('b').replace('webservice', 'webservise')}`, 'c.yaml': 'kind: "Application\n' },
    })
    assert.ok(codesOf(report).includes('a.yaml error schema/unknown-type'))
    assert.ok(codesOf(report).some((code) => code.startsWith('c.yaml error yaml/')))
  },
  'reads a byte order mark and Windows line ends': async () => {
    const report = await check(['.'], {
      files: { 'a.yaml': `\ufeff${app('a').replaceAll('\n', '\r\n')}`, 'b.yaml': `\ufeff${app('b').replace('apiVersion', 'apiVersoin')}` },
    })
    assert.equal(
      codesOf(report).filter((code) => code.startsWith('a.yaml')),
      [],
    )
    const start = report.diagnostics.find(({ file }) => file === 'b.yaml')!.range.start
    assert.equal([start.line, start.column], [1, 1])
  },
})

tests('links', {
  'to files and folders are followed, and nothing is read twice': async () => {
    const cwd = temporary({ 'apps/real/a.yaml': app('a'), 'else/b.yaml': app('b'), 'apps/.keep': '' })
    symlinkSync(join(cwd, 'else'), join(cwd, 'apps/aaa'))
    symlinkSync(join(cwd, 'apps/real'), join(cwd, 'apps/0-same'))
    symlinkSync('real/a.yaml', join(cwd, 'apps/1-same.yaml'))
    assert.equal(namesOf(await check(['apps'], { cwd })), ['apps/aaa/b.yaml b', 'apps/real/a.yaml a'])
  },
  'that lead back are said once and not followed': async () => {
    const cwd = temporary({ 'apps/deep/a.yaml': app('a'), 'outside.yaml': 'a: [' })
    symlinkSync('..', join(cwd, 'apps/deep/loop'))
    symlinkSync(cwd, join(cwd, 'apps/up'))
    symlinkSync('self', join(cwd, 'apps/self'))
    const report = await check(['apps'], { cwd })
    assert.equal(codesOf(report), [
      'apps/deep/loop warning input/link-loop',
      'apps/self warning input/link-loop',
      'apps/up warning input/link-loop',
    ])
    assert.equal(namesOf(report), ['apps/deep/a.yaml a'])
  },
  'that lead nowhere matter only where they have the name of a manifest': async () => {
    const cwd = temporary({ 'a.yaml': app('a') })
    symlinkSync('missing', join(cwd, 'note'))
    assert.is((await check(['.'], { cwd })).code, 0)
    symlinkSync('missing', join(cwd, 'lost.yaml'))
    const { code, stderr } = await run(['validate'], { cwd })
    assert.equal([code, stderr], [3, 'mc: cannot read lost.yaml: no such file or folder\n'])
  },
  'a folder that cannot be listed is named': async () => {
    const cwd = temporary({ 'a.yaml': app('a') })
    mkdirSync(join(cwd, 'locked'))
    const host = (inner: Host): Host => ({
      ...inner,
      list(folder) {
        if (folder.endsWith('locked')) throw Object.assign(new Error('EACCES'), { code: 'EACCES', syscall: 'scandir' })
        return inner.list(folder)
      },
    })
    const { code, stderr } = await run(['validate'], { cwd, host })
    assert.equal([code, stderr], [3, 'mc: cannot read locked: permission denied\n'])
  },
})

tests('folders with other YAML', {
  'a template of a chart is passed over, a broken manifest is not': async () => {
    const files = {
      'apps/app.yaml':
        'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: a}\nspec: {components: [{name: w, type: worker, properties: {image: "x:1"}}]}\n',
      'apps/chart/templates/deployment.yaml': 'kind: Deployment\n{{- if .Values.on }}\nspec: {{ toYaml .Values.spec }}\n{{- end }}\n',
    }
    const clean = await run(['validate', 'apps'], { files })
    assert.equal([clean.code, clean.stdout], [0, ''])
    assert.match(clean.stderr, '1 other document passed over')
    const named = await run(['validate', 'apps/chart/templates/deployment.yaml'], { files })
    assert.is(named.code, 1)
    const torn = await run(['validate', 'apps', '--format', 'oneline'], {
      files: { ...files, 'apps/torn.yaml': 'kind: Application\nmetadata: {name: b\n' },
    })
    assert.is(torn.code, 1)
    assert.match(torn.stdout, /^apps\/torn\.yaml:\d+:\d+: error: .* \[yaml\/syntax\]$/m)
  },
})
