import type { Id } from '../../../../src/lattice/lattice.js'
import type { Workload } from '../../../../src/plan/plan.js'
import { selectorLabels } from '../labels.js'
import type { ObjectDraft } from '../object-draft.js'
import { hostsOf, substratePods } from './substrate.js'

/** Pods that policies speak of. */
export interface Pods {
  /** Id of the workload; of what is none, `<chart>:<name>`, which no workload has. */
  readonly id: Id
  /** As in `PlacedObject`. */
  readonly chart: string
  readonly folder: string
  /** Name of their policy. */
  readonly name: string
  /** Labels that these pods have, and no others. */
  readonly labels: Readonly<Record<string, string>>
  /** True for pods that somebody else makes: others may talk to them, and they have no policy of ours. */
  readonly foreign?: true
}

/** Gives all pods that need a policy. */
export function allPods(draft: ObjectDraft): readonly Pods[] {
  const own = [...draft.workloads.values()].flatMap((workload) => (workload.kind === 'wasm' ? [] : [ownPods(draft, workload)]))
  return [...own, ...substratePods(draft).filter(({ foreign }) => foreign !== true)]
}

/** Gives the pods behind an end of an edge: of a Wasm workload, those of every host that may run it. */
export function podsOf(draft: ObjectDraft, known: ReadonlyMap<Id, Pods>, id: Id): readonly Pods[] {
  const workload = draft.workloads.get(id)
  if (workload?.kind === 'wasm') return hostsOf(draft, workload)
  const pods = known.get(id) ?? substratePods(draft).find((own) => own.id === id)
  if (pods === undefined) throw new RangeError(`no pods have the id ${id}`)
  return [pods]
}

function ownPods(draft: ObjectDraft, workload: Workload): Pods {
  const name = draft.nameOf(workload.id)
  return { id: workload.id, chart: workload.application, folder: draft.folderOf(workload.id), name, labels: selectorLabels(workload) }
}
