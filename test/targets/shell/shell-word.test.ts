import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { printScript } from '../../../targets/shell/print-script.js'
import { type ShellWord, shellWord } from '../../../targets/shell/shell-word.js'
import { awkwardTexts } from '../../engines/awkward-texts.js'
import { tests } from '../../harness.js'

/** Runs calls of `show`, which prints its arguments, in the bash of this machine. */
function shown(words: readonly ShellWord[], env: Readonly<Record<string, string>> = {}): readonly string[] {
  const text = printScript({
    header: ['words'],
    library: ['show() { printf \'%s\\0\' "$@"; }'],
    sections: [{ title: 'show them\nid', calls: [['show', ...words]] }],
  })
  const { status, stdout, stderr } = spawnSync('bash', ['-s'], { input: text, env: { ...process.env, ...env }, encoding: 'utf8' })
  assert.is(status, 0, stderr)
  return stdout.split('\0').slice(0, -1)
}

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[ -~\n\t]*$/), fc.constantFrom(...awkwardTexts))
const argument = text.filter((value) => !value.includes('\0'))

tests('words of a shell', {
  'every text comes back as one argument': () => {
    assert.equal(shown(awkwardTexts), awkwardTexts)
    fc.assert(
      fc.property(fc.array(argument, { minLength: 1, maxLength: 50 }), (words) => assert.equal(shown(words), words)),
      { numRuns: 100 },
    )
  },
  'the value of a variable is neither split nor expanded': () => {
    fc.assert(
      fc.property(argument, argument, argument, (before, value, after) =>
        assert.equal(shown([[{ text: before }, { variable: 'A_VALUE' }, { text: after }]], { A_VALUE: value }), [
          `${before}${value}${after}`,
        ]),
      ),
      { numRuns: 50 },
    )
  },
  'plain words stand as they are': () => {
    assert.is(shellWord('shop-web'), 'shop-web')
    assert.is(shellWord('shop/web/service.json'), 'shop/web/service.json')
    assert.is(shellWord('a=b'), 'a=b')
    assert.is(shellWord('=b'), "'=b'")
    assert.is(shellWord('~'), "'~'")
    assert.is(shellWord(''), "''")
    assert.is(shellWord("it's"), "'it'\\''s'")
    assert.is(shellWord([{ text: 'x y' }, { variable: 'HOME' }]), '"x y${HOME}"')
    assert.is(shellWord([{ text: 'x!' }, { variable: 'HOME' }]), `'x!'"$HOME"`)
  },
  'what no argument can be is refused': () => {
    assert.throws(() => shellWord('a\0b'), 'NUL')
    assert.throws(() => shellWord([{ variable: 'A-B' }]), 'no variable')
  },
})
