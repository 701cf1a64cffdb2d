import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import type { Diagnostic } from '../../src/diagnostic.js'
import { parse } from '../../src/language/parse.js'
import { checkSchema } from '../../src/language/schema-check.js'
import { selectApplications } from '../../src/language/select-applications.js'
import { traitTypes } from '../../src/language/trait-types.js'
import { buildLattice } from '../../src/lattice/build-lattice.js'
import { makePlan } from '../../src/plan/make-plan.js'
import { conformance, skip, tests } from '../harness.js'
import { kubernetesOf, recordedOf } from './kubernetes-of.js'

interface Recorded {
  readonly file: string
  readonly verdict: 'rendered' | 'refused'
  readonly objects: readonly Record<string, unknown>[] | null
}

const recorded = conformance('conformance/kubevela')
const corpus = conformance('corpus-kubevela')
if (recorded === undefined || corpus === undefined) skip('KubeVela', 'no recorded answers beside the repository', true)
else {
  const lines = readFileSync(join(recorded, 'dryrun.jsonl'), 'utf8').trim().split('\n')
  const rendered = lines.map((line) => JSON.parse(line) as Recorded).filter(({ verdict }) => verdict === 'rendered')
  let compared = 0
  tests('KubeVela', {
    ...Object.fromEntries(rendered.map((record) => [record.file, () => void (compared += compare(record))])),
    'nearly all of what KubeVela renders was compared': () => assert.ok(compared >= 79, `${compared} components`),
  })
}

/** Gives the number of components compared; one that uses what the language does not have (custom definitions, free patches, policies that override) is none. */
function compare({ file, objects }: Recorded): number {
  const errors: Diagnostic[] = []
  const source = { path: file, text: readFileSync(join(corpus!, file), 'utf8') }
  const report = (diagnostic: Diagnostic): void => void (diagnostic.severity === 'error' && errors.push(diagnostic))
  const { documents } = selectApplications([parse(source, report)], report)
  const manifests = documents.flatMap((document) => checkSchema(document, report) ?? [])
  const isOverridden = manifests.some(({ app }) => app.spec.policies?.some(({ type }) => type === 'override'))
  if (errors.length > 0 || isOverridden) return 0
  const lattice = buildLattice(manifests, new Set())
  const { plan } = makePlan(lattice)
  let compared = 0
  for (const { workloads } of plan.applications) {
    for (const workload of workloads) {
      const { component } = lattice.nodes.get(workload.id)!
      if (
        workload.kind !== 'container' ||
        !(component.traits ?? []).every(({ type }) => traitTypes.includes(type) && type !== 'json-merge-patch')
      )
        continue
      const mine = (objects ?? []).filter(({ metadata }) =>
        isOf(metadata as Record<string, Record<string, string>>, workload.application, workload.name),
      )
      if (mine.length === 0) continue
      assert.equal(kubernetesOf(workload), recordedOf(mine))
      compared++
    }
  }
  return compared
}

function isOf({ labels = {} }: Record<string, Record<string, string>>, application: string, component: string): boolean {
  return labels['app.oam.dev/name'] === application && labels['app.oam.dev/component'] === component
}
