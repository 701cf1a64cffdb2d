import { reportWasm } from '../../../wadm/report-wasm.js'
import type { ObjectDraft } from '../object-draft.js'
import { addHosts } from './hosts.js'
import { addNats } from './nats.js'
import { hostPart } from './substrate-names.js'
import { addWadm } from './wadm.js'

/** Adds what Wasm workloads run on (wasmCloud 1.9): NATS with JetStream, wadm and hosts by group, in a chart of their own. */
export function addWasm(draft: ObjectDraft): void {
  if (!draft.plan.applications.some(({ wadm }) => wadm !== undefined)) return
  reportWasm({ ...draft, groupName: (group) => hostPart(group).name }, 'only who links to the component reaches it then')
  if (draft.context.options['substrate'] === 'none') return
  addNats(draft)
  addWadm(draft)
  addHosts(draft)
}
