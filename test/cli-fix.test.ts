import { chmodSync, lstatSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { fix } from '../src/commands/fix.js'
import type { Diagnostic, Source } from '../src/diagnostic.js'
import { applyEdits } from '../src/language/apply-edits.js'
import { readTree, run, temporary, tests } from './harness.js'

const old = `# a manifest of ours
apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: shop   # the name
spec:
  components:
    - name: web
      type: actor # once an actor
      properties: {image: "ghcr.io/acme/web:1.0.0"}
      traits:
        - type: spreadscaler
          properties:
            replicas: 2 # twice
`

/** A checker that finds each word of a table and would replace it. */
function checker(words: Readonly<Record<string, string>>): (sources: readonly Source[]) => readonly Diagnostic[] {
  return (sources) =>
    sources.flatMap((source) =>
      Object.entries(words).flatMap(([word, text]) =>
        [...source.text.matchAll(new RegExp(`\\b${word}\\b`, 'g'))].map((match): Diagnostic => {
          const span = { source, start: match.index, end: match.index + word.length }
          return { code: 'schema/unknown-property', severity: 'warning', message: `${word} is wrong`, span, edits: [{ span, text }] }
        }),
      ),
    )
}

const fixed = (text: string, words: Readonly<Record<string, string>>): string => fix([{ path: 'a', text }], checker(words)).sources[0]!.text

tests('validate --fix', {
  'corrects old forms, keeps comments and layout, and says what it did': async () => {
    const { code, stderr, cwd } = await run(['validate', '--fix'], { files: { 'a.yaml': old } })
    assert.is(code, 0)
    assert.is(readTree(cwd)['a.yaml'], old.replace('actor #', 'component #').replace('replicas:', 'instances:'))
    assert.match(
      stderr,
      /^fixed a\.yaml:9:13: warning: .* \[schema\/deprecated-actor\]\nfixed a\.yaml:14:13: warning: .*\n2 corrections in 1 file\n/,
    )
    const again = await run(['validate', '--fix'], { cwd })
    assert.not.match(again.stderr, /correction/)
  },
  'keeps permissions, links, the byte order mark and Windows line ends': async () => {
    const cwd = temporary()
    const text = `\ufeff${old.replaceAll('\n', '\r\n')}`
    writeFileSync(join(cwd, 'real'), text)
    chmodSync(join(cwd, 'real'), 0o640)
    symlinkSync('real', join(cwd, 'a.yaml'))
    await run(['validate', '--fix', 'a.yaml'], { cwd })
    assert.ok(lstatSync(join(cwd, 'a.yaml')).isSymbolicLink())
    assert.is(statSync(join(cwd, 'real')).mode & 0o777, 0o640)
    assert.is(readFileSync(join(cwd, 'real'), 'utf8'), text.replace('actor #', 'component #').replace('replicas:', 'instances:'))
    assert.equal(Object.keys(readTree(cwd)), ['a.yaml', 'real'])
  },
  'writes nothing half where the disk refuses': async () => {
    const { code, stderr, cwd } = await run(['validate', '--fix'], {
      files: { 'a.yaml': old },
      host: (host) => ({
        ...host,
        create: () => {
          throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' })
        },
      }),
    })
    assert.equal([code, stderr], [3, 'mc: cannot write a.yaml: no space left on the disk\n'])
    assert.equal(readTree(cwd), { 'a.yaml': old })
  },
  'leaves what it cannot correct for the report': async () => {
    const { code, stdout, stderr } = await run(['validate', '--fix'], {
      files: {
        'a.yaml': `${old}        - type: link\n          properties: {target: nobody-at-all, namespace: wasi, package: http, interfaces: [handler]}\n`,
      },
    })
    assert.is(code, 1)
    assert.match(stdout, /link\/unknown-target/)
    assert.match(stderr, /3 corrections in 1 file\n1 error/)
  },
})

tests('fix', {
  'applies all edits that help, over several sources': () => {
    const sources: Source[] = [
      { path: 'a', text: 'foo x foo' },
      { path: 'b', text: 'fine' },
      { path: 'c', text: 'bar' },
    ]
    const { sources: after, fixed: done } = fix(sources, checker({ foo: 'good', bar: 'better' }))
    assert.equal(
      after.map(({ text }) => text),
      ['good x good', 'fine', 'better'],
    )
    assert.is(after[1], sources[1])
    assert.is(done.length, 3)
  },
  'leaves out an edit that brings a new diagnostic, and only that': () => {
    assert.is(fixed('foo bad baz', { foo: 'good', bad: 'worse', worse: 'x', baz: 'fine' }), 'good bad fine')
    assert.is(fixed('bad foo bad baz bad', { foo: 'good', bad: 'worse', worse: 'x', baz: 'fine' }), 'bad good bad fine bad')
  },
  'leaves out an edit that does not make its diagnostic go away': () => {
    assert.is(fixed('same foo', { same: 'same', foo: 'good' }), 'same good')
    assert.is(fixed('same foo', { same: 'same same', foo: 'good' }), 'same good')
  },
  'goes on in a second round where edits touch each other': () => {
    const check = (sources: readonly Source[]): readonly Diagnostic[] =>
      sources.flatMap((source) =>
        [...source.text.matchAll(/aa/g)].map((match): Diagnostic => {
          const span = { source, start: match.index, end: match.index + 2 }
          const before = { source, start: Math.max(0, match.index - 1), end: match.index + 1 }
          return {
            code: 'schema/unknown-property',
            severity: 'warning',
            message: `at ${match.index}`,
            span,
            edits: [{ span: match.index > 0 ? before : span, text: 'b' }],
          }
        }),
      )
    assert.not.match(fix([{ path: 'a', text: 'aaaa' }], check).sources[0]!.text, /aa/)
  },
  'ends where two edits would undo each other for ever': () => {
    assert.ok(['ping', 'pong'].includes(fixed('ping', { ping: 'pong', pong: 'ping' })))
  },
  'finds a few bad edits among many without trying each alone': () => {
    let checks = 0
    const words = { foo: 'good', bad: 'worse', worse: 'x' }
    const find = checker(words)
    const text = Array.from({ length: 2000 }, (_, index) => (index === 777 ? 'bad' : 'foo')).join('\n')
    const { sources } = fix([{ path: 'a', text }], (given) => {
      checks++
      return find(given)
    })
    assert.is(sources[0]!.text, text.replaceAll('foo', 'good'))
    assert.ok(checks < 60, `${checks} checks`)
  },
})

tests('applyEdits', {
  'replaces from the end, and brings the line ends of the text': () => {
    const edit = (text: string, ...edits: readonly (readonly [number, number, string])[]): string => {
      const source = { path: 'a', text }
      return applyEdits(
        text,
        edits.map(([start, end, replacement]) => ({ span: { source, start, end }, text: replacement })),
      )
    }
    assert.is(edit('abc', [0, 1, 'xx'], [2, 3, '']), 'xxb')
    assert.is(edit('a\r\nb', [3, 4, 'c\nd']), 'a\r\nc\r\nd')
    assert.is(edit('a\nb', [0, 0, 'x\r\n']), 'x\na\nb')
  },
})
