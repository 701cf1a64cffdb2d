import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { compile } from '../../src/compile-fully.js'
import { isError } from '../../src/diagnostic.js'
import { conformance, tests } from '../harness.js'
import type { Difference } from './kubevela/difference.js'
import { differences } from './kubevela/differences.js'
import { type Plain, sorted, withoutEmpty } from './kubevela/read-objects.js'

/* What KubeVela itself makes of its manifests, recorded, beside what the kubernetes target makes of them. */
interface Row {
  readonly file: string
  readonly verdict: 'rendered' | 'refused'
  readonly objects?: readonly Plain[]
}

/** Manifests of which the meaning rests on what mc does not have, and says so: the words of the warning. */
const notOurs: Readonly<Record<string, string>> = {
  'app-anonymous-policies.yaml': 'policy of type `override`',
  'deploy-2.yaml': 'policy of type `override`',
  'nocalhost-eg.yaml': '`nocalhost` is not a trait',
  'testing-dry-run-1.yaml': 'policy of type `override`',
}

/** What KubeVela renders, and the API server then refuses: the code of our error. */
const refused: Readonly<Record<string, string>> = { 'app-component-depends-on-fail.yaml': 'target/no-image' }

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
      if (refused[file] !== undefined) {
        assert.ok(
          compile([{ path: file, text }], { targets: ['kubernetes'] }).diagnostics.some(({ code }) => code === refused[file]),
          `${file}: ${refused[file]}`,
        )
        return
      }
      const { artifacts, diagnostics } = compile([{ path: file, text }], { targets: ['kubernetes'] })
      assert.equal(
        diagnostics.filter(isError).map(({ message }) => message),
        [],
        file,
      )
      const reported = notOurs[file]
      if (reported !== undefined) {
        const found = diagnostics.map(({ message }) => message)
        assert.ok(
          found.some((line) => line.includes(reported)),
          `nothing says ${reported}: ${found.join('; ')}`,
        )
        return
      }
      const ours = artifacts.filter(({ path }) => !path.endsWith('kustomization.yaml')).map((artifact): Plain => parse(artifact.text))
      const [left, right] = differences.reduce(apart, [ours, objects])
      assert.equal(meaning(left), meaning(right))
    },
  ])
  tests('the kubernetes target means what KubeVela means', Object.fromEntries(cases))
}

type Sides = readonly [ours: readonly Plain[], theirs: readonly Plain[]]

/** Takes one intended difference out of both sides. */
function apart([ours, theirs]: Sides, difference: Difference): Sides {
  return [difference.ours?.(ours, theirs) ?? ours, difference.theirs?.(theirs) ?? theirs]
}

/** Gives what is left, by kind and name. */
function meaning(objects: readonly Plain[]): unknown {
  const entries = objects.map((object): [string, unknown] => [`${object.kind} ${object.metadata.name}`, sorted(withoutEmpty(object))])
  assert.is(new Set(entries.map(([key]) => key)).size, entries.length, 'two objects of one name')
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}
