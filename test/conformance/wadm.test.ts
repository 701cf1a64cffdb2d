import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { conformance, run, tests } from '../harness.js'

/*
 * `mc validate --compat wadm --format json` against what wadm's own code answered, where the recorded answers lie beside the repository.
 * A selection of our own stands in test/language/wadm.
 */
interface Recorded {
  readonly file: string
  readonly verdict: 'valid' | 'invalid' | 'parse_error' | 'panic'
  readonly failures?: readonly { readonly level: string; readonly msg: string }[]
}

interface Answer {
  readonly documents: readonly {
    readonly file: string
    readonly verdict: string
    readonly failures?: readonly { readonly level: string; readonly msg: string }[]
  }[]
}

const answers = async (folder: string, files: readonly string[]): Promise<Map<string, Answer['documents'][number]>> => {
  const { stdout } = await run(['validate', '--compat', 'wadm', '--format', 'json', ...files], { cwd: folder })
  return new Map((JSON.parse(stdout) as Answer).documents.map((document) => [document.file, document]))
}
const sorted = (failures: Recorded['failures'] = []): string[] => failures.map(({ level, msg }) => `${level} ${msg}`).sort()
const recordedIn = (path: string): Recorded[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Recorded)

const cases: Record<string, () => Promise<void>> = {}
const edge = conformance('conformance/wadm')
if (edge !== undefined) {
  cases['all 113 edge cases: verdicts and failures'] = async () => {
    const recorded = recordedIn(join(edge, 'edge-verdicts.jsonl'))
    const given = await answers(
      join(edge, 'edge'),
      recorded.map(({ file }) => file),
    )
    let agreed = 0
    for (const { file, verdict, failures } of recorded) {
      assert.is(given.get(file)?.verdict, verdict === 'panic' ? 'invalid' : verdict, file)
      if (verdict !== 'panic') assert.equal(sorted(given.get(file)?.failures), sorted(failures), file)
      agreed++
    }
    assert.is(agreed, 113)
  }
}
const corpus = conformance('corpus')
if (corpus !== undefined) {
  cases['all 91 real manifests: verdicts'] = async () => {
    const recorded = recordedIn(join(corpus, 'index.jsonl'))
    const given = await answers(
      corpus,
      recorded.map(({ file }) => file),
    )
    for (const { file, verdict } of recorded) assert.is(given.get(file)?.verdict, verdict === 'panic' ? 'invalid' : verdict, file)
    assert.is(recorded.length, 91)
  }
}
cases['a verdict for each document, and wadm’s own words'] = async () => {
  const files = {
    'good.yaml': 'apiVersion: x\nkind: y\nmetadata: {name: a, annotations: {}}\nspec: {components: []}\n',
    'dot.yaml': 'apiVersion: x\nkind: y\nmetadata: {name: a.b, annotations: {}}\nspec: {components: []}\n',
    'bare.yaml': 'apiVersion: x\nkind: y\nmetadata: {name: a}\nspec: {components: []}\n',
    'panic.yaml':
      'apiVersion: x\nkind: y\nmetadata: {name: a, annotations: {}}\nspec:\n  components:\n    - name: c\n      type: component\n      properties: {image: x}\n      traits: [{type: link, properties: {namespace: 1, package: p, interfaces: [i], target: {name: c}}}]\n',
  }
  const { stdout, code } = await run(['validate', '--compat', 'wadm', '--format', 'json', ...Object.keys(files)], { files })
  const { documents } = JSON.parse(stdout) as Answer
  assert.is(code, 1)
  assert.equal(
    documents.map(({ file, verdict }) => [file, verdict]),
    [
      ['bare.yaml', 'parse_error'],
      ['dot.yaml', 'invalid'],
      ['good.yaml', 'valid'],
      ['panic.yaml', 'invalid'],
    ],
  )
  assert.equal(documents[1]?.failures, [{ level: 'Error', msg: 'manifest name [a.b] is not allowed (should match regex [^[-\\w]+$])' }])
}
tests('wadm’s verdicts', cases)
