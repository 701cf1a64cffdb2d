import { reportFiles } from '../../../wadm/report-files.js'
import { reportWasm } from '../../../wadm/report-wasm.js'
import type { ObjectDraft } from '../object-draft.js'
import { addHosts } from './hosts.js'
import { addHttpServices } from './http-services.js'
import { addManifest } from './manifests.js'
import { addNats } from './nats.js'
import { reportSubstrate } from './report-substrate.js'
import { hostPart } from './substrate-names.js'
import { addWadm } from './wadm.js'

/**
 * Adds what Wasm workloads run on (wasmCloud 1.9): NATS with JetStream, wadm and hosts by group, in a chart of their own, unless option `substrate` says
 * that others bring them; and for each application what hands its manifest to wadm.
 */
export function addWasm(draft: ObjectDraft): void {
  const applications = draft.plan.applications.filter(({ wadm }) => wadm !== undefined)
  if (applications.length === 0) return
  reportWasm({ ...draft, groupName: (group) => hostPart(group).name }, 'the Service of the component leads there')
  reportFiles(draft)
  reportSubstrate(draft, applications)
  const { substrate } = draft.context.options
  if (substrate === 'own') {
    addNats(draft)
    addWadm(draft)
  }
  if (substrate !== 'none') {
    addHosts(draft)
    addHttpServices(draft)
  }
  for (const application of applications) addManifest(draft, application)
}
