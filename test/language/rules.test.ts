import * as assert from 'uvu/assert'
import { compile } from '../../src/compile-fully.js'
import type { Diagnostic } from '../../src/diagnostic.js'
import { explanations } from '../../src/language/explanations.js'
import { rules } from '../../src/language/rules/index.js'
import { tests } from '../harness.js'

const found = (text: string): readonly Diagnostic[] => compile([{ path: 'app.yaml', text }]).diagnostics
const say = (diagnostics: readonly Diagnostic[]): string => diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n')

const cases: Record<string, () => void> = {}
for (const { code, severity, bad, good } of [...rules, ...explanations]) {
  if (bad === undefined || good === undefined) continue
  cases[`${code}: bad gives exactly this code`] = () => {
    const diagnostics = found(bad)
    assert.equal([...new Set(diagnostics.map((diagnostic) => diagnostic.code))], [code], say(diagnostics))
    for (const diagnostic of diagnostics) {
      assert.is(diagnostic.severity, severity)
      const { span, message } = diagnostic
      assert.ok(span !== undefined && span.start <= span.end && span.end <= bad.length, 'it has a position')
      assert.match(message, /^[^A-Z].*[^.]$|^`/s, 'lower case, no full stop')
    }
  }
  cases[`${code}: good gives nothing`] = () => assert.is(say(found(good)), '')
}
tests('rules: each rule’s own snippets', cases)

tests('rules: the registry', {
  'codes are unique and well formed': () => {
    const codes = [...rules, ...explanations].map(({ code }) => code)
    assert.equal(codes.length, new Set(codes).size, codes.filter((code, index) => codes.indexOf(code) !== index).join())
    for (const code of codes) assert.match(code, /^[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*$/)
  },
  'every code says what and why': () => {
    for (const { code, summary, why } of [...rules, ...explanations]) assert.ok(summary.length > 10 && why.length > 20, code)
  },
  'what edits propose mends the mistake': () => {
    let mended = 0
    for (const { code, bad } of rules) {
      const [diagnostic] = found(bad)
      if (diagnostic?.edits === undefined) continue
      let text = bad
      for (const { span, text: replacement } of [...diagnostic.edits].sort((a, b) => b.span.start - a.span.start))
        text = text.slice(0, span.start) + replacement + text.slice(span.end)
      const after = found(text)
      assert.ok(
        after.filter((other) => other.code === code).length < found(bad).length,
        `${code} is still there after its edit:\n${text}\n${say(after)}`,
      )
      mended++
    }
    assert.ok(mended >= 8, `${mended} rules propose edits`)
  },
})
