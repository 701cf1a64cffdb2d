import type { V1NetworkPolicyPort } from '@kubernetes/client-node'
import type { Id } from '../../../../src/lattice/lattice.js'
import { some } from '../../../some.js'
import type { NetworkPolicy, Wire } from '../kinds.js'
import type { ObjectDraft } from '../object-draft.js'
import { type Edge, edgesOf, type PodPort } from './edges.js'
import { gatewayNamespaces } from './gateway-namespaces.js'
import { dnsPeer, namespacePeer, type Peer, peerOf } from './peer.js'
import { allPods, type Pods, podsOf } from './pods.js'
import { reportUnknownNamespaces } from './report-unknown-namespaces.js'

/** What one policy allows, by the peer as text: the same peer may come from several edges. */
type Allowed = Map<string, { readonly peer: Peer | undefined; readonly ports: Map<string, PodPort> }>

interface Rules {
  readonly ingress: Allowed
  readonly egress: Allowed
}

/**
 * Adds a NetworkPolicy for each workload, of which its pods are the subject: nothing comes in or goes out but the edges of the graph, and DNS (option `network-policy`).
 * A policy for the whole namespace would be shorter and would also shut out strangers who share it; so each workload is denied by being the subject of its own.
 */
export function addNetworkPolicies(draft: ObjectDraft): void {
  const { options } = draft.context
  if (options['network-policy'] === 'none') return
  const pods = allPods(draft)
  const rules = rulesOf(draft, pods)
  for (const own of pods) {
    const { ingress, egress } = rules.get(own.id) ?? noRules()
    place(draft, own, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: own.name },
      spec: {
        podSelector: { matchLabels: own.labels },
        // without `Egress` nothing that goes out is denied
        policyTypes: options['egress'] === 'open' ? ['Ingress'] : ['Ingress', 'Egress'],
        ingress: some(merged(ingress).map(({ peers, ports }) => ({ from: some(peers), ports }))),
        egress:
          options['egress'] === 'open'
            ? undefined
            : [
                ...merged(egress).map(({ peers, ports }) => ({ to: some(peers), ports })),
                { to: [dnsPeer()], ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }] },
                ...(options['egress'] === 'internet' ? [{ to: internet }] : []),
              ],
      },
    })
  }
}

/** Gives the rules of all policies at once, so that each edge is looked at once from either end. */
function rulesOf(draft: ObjectDraft, pods: readonly Pods[]): ReadonlyMap<Id, Rules> {
  const known = new Map(pods.map((own) => [own.id, own]))
  const rules = new Map<Id, Rules>(pods.map(({ id }) => [id, noRules()]))
  const gateway = gatewayNamespaces(draft).map(namespacePeer)
  const endsOf = (id: string): readonly Pods[] => podsOf(draft, known, id)
  const crossings = new Map<string, readonly [Pods, Pods]>()
  for (const { from, to, ports } of edgesOf(draft)) {
    const sources = from === 'outside' || from === 'gateway' ? [] : endsOf(from)
    const targets = to === 'outside' ? [] : endsOf(to)
    for (const target of targets) {
      const ingress = rules.get(target.id)?.ingress
      if (from === 'outside') allow(ingress, undefined, ports)
      if (from === 'gateway') for (const peer of gateway) allow(ingress, peer, ports)
      for (const source of sources) {
        allow(ingress, peerOf(draft, target, source), ports)
        allow(rules.get(source.id)?.egress, peerOf(draft, source, target), ports)
        if (source.chart !== target.chart) crossings.set(JSON.stringify([source.chart, target.chart]), [source, target])
      }
    }
    if (to === 'outside') for (const source of sources) allow(rules.get(source.id)?.egress, undefined, ports)
  }
  reportUnknownNamespaces(draft, [...crossings.values()])
  return rules
}

function noRules(): Rules {
  return { ingress: new Map(), egress: new Map() }
}

/** Pods of others have no rules. */
function allow(allowed: Allowed | undefined, peer: Peer | undefined, ports: Edge['ports']): void {
  const key = JSON.stringify(peer ?? '')
  const entry = allowed?.get(key) ?? { peer, ports: new Map<string, PodPort>() }
  for (const port of ports) entry.ports.set(`${port.containerPort}/${port.protocol}`, port)
  allowed?.set(key, entry)
}

/** Gives one rule for all peers that have the same ports, in an order that edges do not decide. No peers mean that it is open to all. */
function merged(allowed: Allowed): readonly { readonly peers: readonly Peer[]; readonly ports: readonly Wire<V1NetworkPolicyPort>[] }[] {
  const rules = new Map<string, { peers: Peer[]; ports: readonly Wire<V1NetworkPolicyPort>[] }>()
  for (const [, { peer, ports }] of [...allowed].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const list = [...ports.values()].sort((a, b) => a.containerPort - b.containerPort || (a.protocol < b.protocol ? -1 : 1)).map(portOf)
    const key = JSON.stringify([peer === undefined, list])
    const rule = rules.get(key) ?? { peers: [], ports: list }
    if (peer) rule.peers.push(peer)
    rules.set(key, rule)
  }
  return [...rules.values()]
}

function portOf({ containerPort, protocol }: PodPort): Wire<V1NetworkPolicyPort> {
  return { port: containerPort, protocol: protocol === 'TCP' ? undefined : protocol }
}

function place(draft: ObjectDraft, { id, chart, folder, labels }: Pods, policy: NetworkPolicy): void {
  const workload = draft.workloads.get(id)
  if (workload) draft.add(workload, policy)
  else draft.addTo(chart, { ...policy, metadata: { ...policy.metadata, labels } }, folder)
}

/** Every address but those that networks use inside (RFC 1918, RFC 6598, RFC 3927; RFC 4193, RFC 4291). */
const internet: readonly Peer[] = [
  { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'] } },
  { ipBlock: { cidr: '::/0', except: ['fc00::/7', 'fe80::/10'] } },
]
