import type { Read } from './rendered.js'

type Labels = Readonly<Record<string, string>>

/** A pod of the cluster. */
export interface Pod {
  readonly id: string
  readonly namespace: string
  readonly labels: Labels
}

/** Where a connection leads. */
export interface Aim {
  readonly port: number
  readonly protocol: string
}

/** A place outside of the cluster, by its address. */
export interface Host {
  readonly address: string
}

/**
 * Tells whether policies let a connection through (networking.k8s.io/v1, NetworkPolicySpec): of each pod, whatever any policy that selects it allows, and everything
 * where none speaks of that direction; both ends must allow it. Written from the API's words alone and used by tests only.
 */
export function lets(policies: readonly Read[], from: Pod | Host, to: Pod | Host, aim: Aim): boolean {
  return side(policies, 'Egress', from, to, aim) && side(policies, 'Ingress', to, from, aim)
}

function side(policies: readonly Read[], direction: 'Egress' | 'Ingress', own: Pod | Host, other: Pod | Host, aim: Aim): boolean {
  if ('address' in own) return true
  const about = policies.filter(
    ({ metadata, spec }) =>
      (metadata.namespace ?? here) === own.namespace && selects(spec.podSelector, own.labels) && typesOf(spec).includes(direction),
  )
  if (about.length === 0) return true
  const [list, ends] = direction === 'Egress' ? ['egress', 'to'] : ['ingress', 'from']
  return about.some(({ metadata, spec }) =>
    (spec[list!] ?? []).some((rule: Read) => {
      const peers: readonly Read[] = rule[ends!] ?? []
      const ports: readonly Read[] = rule.ports ?? []
      return (
        (peers.length === 0 || peers.some((peer) => isPeer(peer, other, metadata.namespace ?? here))) &&
        (ports.length === 0 || ports.some((port) => isPort(port, aim)))
      )
    }),
  )
}

/** The namespace of whoever applies objects that name none. */
export const here = 'default'

function typesOf(spec: Read): readonly string[] {
  return spec.policyTypes ?? ['Ingress', ...(spec.egress ? ['Egress'] : [])]
}

function isPeer(peer: Read, other: Pod | Host, own: string): boolean {
  if (peer.ipBlock !== undefined) return 'address' in other && inBlock(peer.ipBlock, other.address)
  if ('address' in other) return false
  const isThere = peer.namespaceSelector
    ? selects(peer.namespaceSelector, { 'kubernetes.io/metadata.name': other.namespace })
    : other.namespace === own
  return isThere && (peer.podSelector === undefined || selects(peer.podSelector, other.labels))
}

function isPort({ port, protocol = 'TCP', endPort }: Read, aim: Aim): boolean {
  if (protocol !== aim.protocol) return false
  return port === undefined || (endPort === undefined ? port === aim.port : port <= aim.port && aim.port <= endPort)
}

function selects(selector: Read, labels: Labels): boolean {
  if (selector.matchExpressions !== undefined) throw new Error('no selector of ours has expressions')
  return Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value)
}

function inBlock({ cidr, except = [] }: Read, address: string): boolean {
  return within(cidr, address) && !except.some((block: string) => within(block, address))
}

function within(cidr: string, address: string): boolean {
  const [base = '', bits = ''] = cidr.split('/')
  if (base.includes(':') !== address.includes(':')) return false
  if (base.includes(':')) return bits === '0' || address.startsWith(base.replace(/0*::$/, '').slice(0, 2))
  const number = (text: string): number => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  const size = 2 ** (32 - Number(bits))
  return Math.floor(number(base) / size) === Math.floor(number(address) / size)
}
