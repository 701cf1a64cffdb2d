import * as assert from 'uvu/assert'
import type { Diagnostic, Source } from '../../src/diagnostic.js'
import { cells } from '../../src/report/cells.js'
import { makePaint } from '../../src/report/paint.js'
import { printable } from '../../src/report/printable.js'
import { onelineReport, textReport } from '../../src/report/text.js'
import { tests } from '../harness.js'

const plain = makePaint(false)

/** A diagnostic at the first place where `word` stands. */
function at(text: string, word: string, more: Partial<Diagnostic> = {}): Diagnostic {
  const source: Source = { path: 'app.yaml', text }
  const start = text.indexOf(word)
  assert.ok(start >= 0, `${word} stands in the text`)
  return {
    code: 'schema/unknown-property',
    severity: 'error',
    message: 'wrong',
    span: { source, start, end: start + word.length },
    ...more,
  }
}

const show = (...diagnostics: Diagnostic[]): string[] => textReport(diagnostics, plain).split('\n')

/** The columns of a terminal on which the carets stand, and what stands above them there. */
function underlined(lines: readonly string[]): string {
  const caretLine = lines.findIndex((line) => /^ +\| +\^/.test(line))
  const carets = lines[caretLine]!
  const [from, to] = [carets.indexOf('^'), carets.lastIndexOf('^') + 1]
  let column = 0
  let word = ''
  for (const { text, width } of cells(lines[caretLine - 1]!)) {
    if (column >= from && column < to) word += text
    column += width
  }
  return word
}

tests('the text report', {
  'shows line, frame, label, note and help': () => {
    const text = 'spec:\n  components:\n    - name: api\n      target:\n        name: databse\n    - name: database\n'
    const other = at(text, 'database')
    const lines = show(
      at(text, 'databse', {
        message: 'no such `databse`',
        label: 'did you mean `database`?',
        related: [{ span: other.span!, message: '`database` is defined here' }],
        help: 'rename it',
      }),
    )
    assert.equal(lines, [
      'app.yaml:5:15: error: no such `databse` [schema/unknown-property]',
      '  |',
      '4 |       target:',
      '5 |         name: databse',
      '  |               ^^^^^^^ did you mean `database`?',
      '  = note: `database` is defined here (app.yaml:6:13)',
      '  = help: rename it',
      '',
    ])
  },
  'shows the line above only where it is the parent key': () => {
    const context = (text: string, word: string): boolean => show(at(text, word)).some((line) => line.startsWith('1 |'))
    assert.ok(context('ports:\n  - port: x\n', 'x'))
    assert.ok(context('ports:\n- port: x\n', 'x'), 'a list may stand at the indentation of its key')
    assert.ok(context('- spread: # of it\n    x: 1\n', 'x'))
    assert.not(context('name: a\ntype: x\n', 'x'))
    assert.not(context('name: a:\n\ntype: x\n', 'x'))
    assert.not(context('# note:\n  type: x\n', 'x'))
    assert.not(context('    deeper:\n  type: x\n', 'x'))
  },
  'puts carets by columns of the terminal': () => {
    for (const before of [
      '',
      'abc ',
      '日本: ',
      'é ',
      '\u0065\u0301 ',
      '\t',
      'a\tb ',
      '👩‍👩‍👧 ',
      '🇩🇪 ',
      '\u001b[31m ',
      '한글 ｆｕｌｌ ',
      '❤️ ',
    ])
      assert.is(underlined(show(at(`${before}word more\n`, 'word'))), 'word', JSON.stringify(before))
    assert.is(underlined(show(at('a: 日本 b\n', '日本'))), '日本')
    assert.is(underlined(show(at('a: 👩‍👩‍👧 b\n', '👩‍👩‍👧'))), '👩‍👩‍👧')
  },
  'counts no byte order mark as a column': () => {
    const [first, , , carets] = show(at('\ufeffkind: x\n', 'kind'))
    assert.match(first!, /^app\.yaml:1:1: /)
    assert.is(carets, '  | ^^^^')
  },
  'shows a caret for an empty span, also at the end of a line and of the file': () => {
    const source: Source = { path: 'app.yaml', text: 'ab\r\ncd' }
    const frame = (start: number): string[] =>
      textReport([{ code: 'yaml/syntax', severity: 'error', message: 'm', span: { source, start, end: start } }], plain).split('\n')
    assert.equal(frame(2).slice(0, 4), ['app.yaml:1:3: error: m [yaml/syntax]', '  |', '1 | ab', '  |   ^'])
    assert.equal(frame(6).slice(0, 4), ['app.yaml:2:3: error: m [yaml/syntax]', '  |', '2 | cd', '  |   ^'])
    assert.match(frame(60)[0]!, /^app\.yaml:2:3: /)
  },
  'underlines the first line of a longer span': () => {
    const text = 'a: |\n  one\n  two\n'
    assert.is(underlined(show(at(text, '|\n  one'))), '|')
  },
  'cuts a long line around the span': () => {
    for (const [left, right] of [
      [5000, 5000],
      [0, 5000],
      [5000, 0],
      [90, 90],
    ] as const) {
      const lines = show(at(`${'x'.repeat(left)} needle ${'y'.repeat(right)}`, 'needle'))
      assert.is(underlined(lines), 'needle')
      for (const line of lines) assert.ok(cells(line).length < 120, line)
      assert.is(lines[2]!.includes('…x'), left > 60)
      assert.is(lines[2]!.endsWith('y…'), right > 60)
    }
    const wide = show(at(`${'日'.repeat(300)} needle ${'本'.repeat(300)}`, 'needle'))
    assert.is(underlined(wide), 'needle')
    const huge = show(at(`a ${'z'.repeat(9000)} b`, 'z'.repeat(9000)))
    assert.ok(huge.every((line) => line.length < 120))
  },
  'prints nothing raw that could move a cursor or hide a word': () => {
    const evil = '\u001b]0;title\u0007\u001b[2J\r\u0000\u007f\u0085\u009b31m\u202eabc\u2066\u200f\ufeff\u2028'
    const text = `a: "${evil}"\nb: 1\n`
    const span = at(text, evil).span!
    const diagnostic: Diagnostic = {
      code: 'schema/wrong-type',
      severity: 'warning',
      message: evil,
      span: { ...span, source: { path: `${evil}.yaml`, text } },
      label: evil,
      help: `${evil}\n${evil}`,
      related: [{ span, message: evil }],
    }
    for (const report of [textReport([diagnostic], plain), onelineReport([diagnostic])]) {
      assert.not.match(report, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200f\u2028\ufeff]/)
      assert.match(report, /␛\[2J/)
    }
    assert.is(onelineReport([diagnostic]).split('\n').length, 2)
  },
  'leaves letters, emoji and their joiners as they are': () => {
    for (const text of ['日本', 'é', '👩‍👩‍👧', 'ä', '…', 'שלום']) assert.is(printable(text), text)
    assert.is(printable('\ud800'), '<U+D800>')
  },
  'shows fifty at most, the errors before the warnings, in the order of places': () => {
    const text = Array.from({ length: 80 }, (_, index) => `k${index}x: 1\n`).join('')
    const many = Array.from({ length: 80 }, (_, index) =>
      at(text, `k${index}x`, { severity: index < 60 ? 'warning' : 'error', message: `m${index}` }),
    )
    const report = textReport(many, plain)
    const shown = [...report.matchAll(/: m(\d+) \[/g)].map(([, number]) => Number(number))
    assert.is(shown.length, 50)
    assert.equal(
      shown,
      [...shown].sort((a, b) => a - b),
    )
    assert.ok(shown.includes(79) && shown.includes(60) && !shown.includes(59))
    assert.match(report, /\n\.\.\. and 30 more \(use --format oneline to see all\)\n$/)
    assert.is(onelineReport(many).trimEnd().split('\n').length, 80)
  },
  'says what it has without a place': () => {
    assert.equal(show({ code: 'input/link-loop', severity: 'info', message: 'hm', help: 'a\nb' }), [
      'info: hm [input/link-loop]',
      ' = help: a',
      '         b',
      '',
    ])
  },
  'says nothing by colour alone': () => {
    const diagnostic = at('a: 1\nb: 2\n', 'b', { label: 'l', help: 'h' })
    const colored = textReport([diagnostic], makePaint(true))
    assert.match(colored, /\u001b\[/)
    assert.is(colored.replace(/\u001b\[\d+m/g, ''), textReport([diagnostic], plain))
  },
  'of nothing is nothing': () => {
    assert.is(textReport([], plain), '')
    assert.is(onelineReport([]), '')
  },
})
