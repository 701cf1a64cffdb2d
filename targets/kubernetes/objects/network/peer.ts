import type { V1NetworkPolicyPeer } from '@kubernetes/client-node'
import type { Wire } from '../kinds.js'
import type { ObjectDraft } from '../object-draft.js'
import type { Pods } from './pods.js'

/** An entry of `from` and `to` (Kubernetes API, networking.k8s.io/v1 NetworkPolicyPeer). */
export type Peer = Wire<V1NetworkPolicyPeer>

/**
 * Gives pods as the policy of `own` names them: a selector of pods alone means the policy's own namespace. Where the other namespace is chosen
 * by whoever applies the objects, and the own one is not, it may be every one.
 */
export function peerOf({ namespaceOf }: ObjectDraft, own: Pods, other: Pods): Peer {
  const podSelector = { matchLabels: other.labels }
  const namespace = namespaceOf(other.chart)
  if (namespace === namespaceOf(own.chart)) return { podSelector }
  return { namespaceSelector: namespace === undefined ? {} : { matchLabels: namespaceLabels(namespace) }, podSelector }
}

/** Gives all pods of a namespace. */
export function namespacePeer(namespace: string): Peer {
  return { namespaceSelector: { matchLabels: namespaceLabels(namespace) } }
}

/** Gives the DNS of the cluster: CoreDNS has the labels of its predecessor everywhere (Kubernetes, DNS for Services and Pods). */
export function dnsPeer(): Peer {
  return { ...namespacePeer('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }
}

/** Every namespace has its name as a label (Kubernetes 1.22). */
function namespaceLabels(namespace: string): Readonly<Record<string, string>> {
  return { 'kubernetes.io/metadata.name': namespace }
}
