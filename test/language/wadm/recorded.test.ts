import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { checkWadm, type WadmAnswer } from '../../../src/language/wadm/check-wadm.js'
import { computeComponentId } from '../../../src/language/wadm/compute-component-id.js'
import { computeSpread } from '../../../src/language/wadm/compute-spread.js'
import { isManifestName } from '../../../src/language/wadm/manifest-name.js'
import { isOamLabel } from '../../../src/language/wadm/oam-label.js'
import { conformance, skip, tests } from '../../harness.js'

/* What wadm's own code answered, where the recorded answers lie beside the repository; the selection of our own is in check-wadm.test.ts. */

interface Failure {
  readonly level: string
  readonly msg: string
}

interface Edge {
  readonly file: string
  readonly verdict: string
  readonly failures: readonly Failure[]
  readonly shared?: boolean
  readonly version?: string
  readonly roundtrip?: object
}

interface Real {
  readonly file: string
  readonly verdict: string
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
}

type Golden =
  | { kind: 'spread'; instances: number; weights: readonly (number | null)[]; result: [string, number][] | { panic: string } }
  | { kind: 'id'; manifest: string; component: string; result: string }
  | { kind: 'label'; key: string; result: boolean }
  | { kind: 'name'; name: string; result: boolean }

const cases: Record<string, () => void> = {}
const edge = conformance('conformance/wadm')
const corpus = conformance('corpus')

if (edge !== undefined) {
  for (const expected of recorded<Edge>(edge, 'edge-verdicts.jsonl')) {
    cases[`edge ${expected.file}`] = () => checkEdge(expected, checkWadm(readFileSync(join(edge, 'edge', expected.file), 'utf8')))
  }
  cases['113 edge cases'] = () => assert.is(recorded<Edge>(edge, 'edge-verdicts.jsonl').length, 113)
  cases['201 goldens'] = () => {
    const goldens = recorded<Golden>(edge, 'goldens.jsonl')
    for (const golden of goldens) assert.equal(compute(golden), golden.result, JSON.stringify(golden))
    assert.is(goldens.length, 201)
  }
}
if (corpus !== undefined) {
  cases['91 real manifests'] = () => assert.is(recorded<Real>(corpus, 'index.jsonl').length, 91)
  for (const expected of recorded<Real>(corpus, 'index.jsonl')) {
    cases[`corpus ${expected.file}`] = () => {
      const answer = checkWadm(readFileSync(join(corpus, expected.file), 'utf8'))
      assert.is(answer.verdict, expected.verdict)
      assert.equal(messages(answer, 'Error'), expected.errors)
      assert.equal(messages(answer, 'Warning'), expected.warnings)
    }
  }
}
if (Object.keys(cases).length > 0) tests('wadm: recorded answers', cases)
else skip('wadm: recorded answers', 'they do not lie beside the repository', true)

function checkEdge(expected: Edge, answer: WadmAnswer): void {
  assert.is(answer.verdict, expected.verdict === 'panic' ? 'invalid' : expected.verdict)
  assert.is(answer.panic !== undefined, expected.verdict === 'panic')
  assert.equal(
    answer.failures.map(({ level, msg }) => ({ level, msg })),
    expected.failures,
  )
  if (!expected.roundtrip) return
  assert.equal(JSON.parse(JSON.stringify(answer.roundtrip)), expected.roundtrip)
  assert.is(answer.shared, expected.shared)
  assert.is(answer.version, expected.version)
}

function messages(answer: WadmAnswer, level: string): string[] {
  return answer.failures.filter((failure) => failure.level === level).map(({ msg }) => msg)
}

function compute(golden: Golden): unknown {
  switch (golden.kind) {
    case 'id':
      return computeComponentId(golden.manifest, undefined, golden.component)
    case 'label':
      return isOamLabel(golden.key)
    case 'name':
      return isManifestName(golden.name)
    case 'spread':
      return spread(golden.instances, golden.weights)
  }
}

function spread(instances: number, weights: readonly (number | null)[]): unknown {
  try {
    return computeSpread(
      instances,
      weights.map((weight, index) => ({ name: `s${index}`, weight: weight ?? undefined })),
    )
  } catch (error) {
    if (error instanceof RangeError) return { panic: 'attempt to divide by zero' }
    throw error
  }
}

function recorded<Line>(folder: string, file: string): Line[] {
  return readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)
}
