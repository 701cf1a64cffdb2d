import type { SecurityGroup } from '../../../targets/ecs/resources/network/security-groups.js'

/** A port that somebody knocks at. */
export interface Aim {
  readonly port: number
  readonly protocol: 'TCP' | 'UDP'
}

type Peer = SecurityGroup['id']

/** Tells whether security groups let a connection through, out of the one and into the other (VPC user guide, security group rules); nobody's address is `undefined`. */
export function passes(groups: readonly SecurityGroup[], from: Peer | undefined, to: Peer | undefined, aim: Aim): boolean {
  return (from === undefined || lets(groups, from, 'egress', to, aim)) && (to === undefined || lets(groups, to, 'ingress', from, aim))
}

function lets(groups: readonly SecurityGroup[], own: Peer, direction: 'ingress' | 'egress', other: Peer | undefined, aim: Aim): boolean {
  const group = groups.find(({ id }) => id === own)
  // who has no group is not ours to judge
  if (group === undefined) throw new Error(`${own} has no security group`)
  return group[direction].some(
    ({ protocol, port, peer }) =>
      (protocol === 'all' || protocol === aim.protocol.toLowerCase()) &&
      (port === undefined || port === aim.port) &&
      (peer === 'anywhere' || peer.group === other),
  )
}
