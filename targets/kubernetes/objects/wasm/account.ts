import type { ObjectDraft } from '../object-draft.js'
import { type Part, substrateChart } from './substrate-names.js'

/** Adds the account of a part of the substrate (Kubernetes API, core/v1 ServiceAccount): it may do nothing, and is there for who gives identities of a cloud to pods. */
export function addAccount(draft: ObjectDraft, { folder, name, labels }: Part): void {
  const metadata = { name, labels }
  draft.addTo(substrateChart, { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false }, folder)
}
