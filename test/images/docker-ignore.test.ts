import * as assert from 'uvu/assert'
import { readDockerIgnore } from '../../src/images/docker-ignore.js'
import { tests } from '../harness.js'

/** What is left of these paths, by the rules that Docker documents; `test/engines/build.test.ts` asks Docker itself. */
const left = (text: string, ...paths: readonly string[]): readonly string[] => {
  const ignore = readDockerIgnore(text)
  return paths.filter((path) => !ignore.ignores(path))
}

tests('.dockerignore', {
  'comments and empty lines say nothing, and white space around a pattern does not count': () => {
    assert.equal(left('# a\n\n  b  \n#c\n', 'a', 'b', 'c', '#c'), ['a', 'c', '#c'])
    assert.equal(left('\ufeffa\r\nb\r\n', 'a', 'b', 'c'), ['c'])
  },
  'a pattern stands at the root of the context, and a folder stands for all in it': () => {
    assert.equal(left('node_modules', 'node_modules/a/b', 'sub/node_modules/a'), ['sub/node_modules/a'])
    assert.equal(left('/a\n./b/\nc/../d', 'a', 'b/x', 'c', 'd'), ['c'])
  },
  '* and ? stay within a name, ** crosses folders': () => {
    assert.equal(left('*.log', 'a.log', 'sub/a.log'), ['sub/a.log'])
    assert.equal(left('**/*.log', 'a.log', 'sub/deep/a.log', 'a.logs'), ['a.logs'])
    assert.equal(left('a?', 'ab', 'abc', 'a/b'), ['abc', 'a/b'])
    assert.equal(left('a/**', 'a/b', 'a/b/c', 'ab'), ['ab'])
    assert.equal(left('a/**/z', 'a/z', 'a/b/c/z', 'a/zz'), ['a/zz'])
    assert.equal(left('**', 'a', 'b/c'), [])
  },
  'the last pattern that matches decides, and ! brings files back': () => {
    assert.equal(left('*.md\n!README.md', 'a.md', 'README.md'), ['README.md'])
    assert.equal(left('*.md\n!README*.md\nREADME-secret.md', 'README.md', 'README-secret.md'), ['README.md'])
    assert.equal(left('!README.md\n*.md', 'README.md'), [])
    assert.equal(left('*\n!src', 'a', 'src/b', 'src/c/d'), ['src/b', 'src/c/d'])
  },
  'classes, escapes and characters that mean something elsewhere': () => {
    assert.equal(left('[a-c].x\n[^0-9].y', 'b.x', 'd.x', 'q.y', '1.y'), ['d.x', '1.y'])
    assert.equal(left('a\\*b', 'a*b', 'axb'), ['axb'])
    assert.equal(left('a+(b).$x', 'a+(b).$x', 'aab.$x'), ['aab.$x'])
    assert.equal(left('[', 'a', '['), ['a', '['])
  },
  'a folder is passed over as a whole only where no exception could lie in it': () => {
    const all = (text: string, folder: string): boolean => readDockerIgnore(text).ignoresAllBelow(folder)
    assert.equal(
      [all('a', 'a'), all('a', 'b'), all('a\n!a/b', 'a'), all('a\n!c', 'a'), all('a\n!**/x', 'a')],
      [true, false, false, true, false],
    )
  },
})
