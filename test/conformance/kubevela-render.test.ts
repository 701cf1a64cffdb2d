import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { compile } from '../../src/compile.js'
import { isError } from '../../src/diagnostic.js'
import { conformance, tests } from '../harness.js'
import type { Difference } from './kubevela/difference.js'
import { differences } from './kubevela/differences.js'
import { isTree, type Plain, sorted, withoutEmpty } from './kubevela/read-objects.js'

/* What KubeVela itself makes of its manifests, recorded, beside what the kubernetes target makes of them. */
interface Row {
  readonly file: string
  readonly verdict: 'rendered' | 'refused'
  readonly objects?: readonly Plain[]
}

const answers = conformance('conformance/kubevela/dryrun.jsonl')
const folder = conformance('corpus-kubevela')
if (answers !== undefined && folder !== undefined) {
  const rows = readFileSync(answers, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row)
  const rendered = rows.filter(({ verdict }) => verdict === 'rendered')
  const cases = rendered.map(({ file, objects = [] }): [string, () => void] => [
    file,
    () => {
      const text = readFileSync(join(folder, file), 'utf8')
      const { artifacts, diagnostics } = compile([{ path: file, text }], { targets: ['kubernetes'] })
      assert.equal(
        diagnostics.filter(isError).map(({ message }) => message),
        [],
        file,
      )
      const application = String(parseName(text))
      const ours = artifacts.filter(({ path }) => !path.endsWith('kustomization.yaml')).map((artifact): Plain => parse(artifact.text))
      assert.equal(meaning(ours, 'ours', application), meaning(objects, 'theirs', application))
    },
  ])
  tests('the kubernetes target means what KubeVela means', Object.fromEntries(cases))
}

function parseName(text: string): unknown {
  return /^metadata:\s*\n(?:\s+.*\n)*?\s+name:\s*["']?([^"'\s]+)/m.exec(text)?.[1]
}

/** Gives what is left of the objects when all intended differences are out, by kind and name. */
function meaning(objects: readonly Plain[], side: 'ours' | 'theirs', application: string): unknown {
  const apply = (list: readonly Plain[], difference: Difference): readonly Plain[] =>
    side === 'ours' ? (difference.ours?.(list, application) ?? list) : (difference.theirs?.(list) ?? list)
  const left = differences.reduce(apply, objects)
  const entries = left.map((object): [string, unknown] => [`${object.kind} ${object.metadata.name}`, sorted(withoutEmpty(object))])
  assert.is(new Set(entries.map(([key]) => key)).size, entries.length, `${side}: two objects of one name`)
  return Object.fromEntries(entries.filter(([, object]) => isTree(object)).sort(([a], [b]) => (a < b ? -1 : 1)))
}
