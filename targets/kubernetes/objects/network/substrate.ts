import type { WasmWorkload } from '../../../../src/plan/plan.js'
import type { ObjectDraft } from '../object-draft.js'
import type { Edge } from './edges.js'
import type { Pods } from './pods.js'

/** Gives the pods that are made for no single workload: each has a policy of its own. */
export function substratePods(_draft: ObjectDraft): readonly Pods[] {
  return []
}

/** Gives the traffic among those pods, and between them and workloads, that no link of a manifest says. */
export function substrateEdges(_draft: ObjectDraft): readonly Edge[] {
  return []
}

/** Gives those of the substrate's pods that may run a Wasm workload: its links begin there, and who links to it arrives there. */
export function hostsOf(_draft: ObjectDraft, _workload: WasmWorkload): readonly Pods[] {
  return []
}
