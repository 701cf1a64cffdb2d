import type { Id } from '../../../src/lattice/lattice.js'
import type { ShellWord } from '../../shell/shell-word.js'
import type { EcsDraft } from '../resources/ecs-draft.js'
import { type SecurityGroup, type SecurityRule, securityGroups } from '../resources/network/security-groups.js'
import { variableName } from '../resources/use-variable.js'

/** A security group as a script makes it. */
export interface UnitGroup {
  /** The unit whose tasks it is for, or `balancer`. */
  readonly of: Id | 'balancer'
  /** The variable of the script that has its id. */
  readonly variable: string
  readonly name: string
  readonly description: string
  /** `ingress|egress PROTOCOL FROM TO PEER DESCRIPTION` */
  readonly rules: readonly ShellWord[]
}

/** The variable by which a load balancer's own security group is given. */
export const balancerGroup = 'BALANCER_SECURITY_GROUP'

/** Gives the security groups of a lattice, which equal the edges of its graph. */
export function unitGroups(draft: EcsDraft): readonly UnitGroup[] {
  const groups = securityGroups(draft)
  const names = new Map(draft.units.map(({ id, name }) => [id, name]))
  // names of units are letters, digits and `-`, so that no two of them give one variable; none of them has no `-`
  const variableOf = (id: SecurityGroup['id']): string => variableName('group', names.get(id) ?? 'balancer')
  return groups.map(({ id, name, description, ingress, egress }) => ({
    of: id,
    variable: variableOf(id),
    name,
    description,
    rules: [...ingress.map((rule) => ruleWord('ingress', rule, variableOf)), ...egress.map((rule) => ruleWord('egress', rule, variableOf))],
  }))
}

function ruleWord(
  direction: 'ingress' | 'egress',
  { protocol, port, peer, description }: SecurityRule,
  variableOf: (id: SecurityGroup['id']) => string,
): ShellWord {
  const ports = port === undefined ? '-1 -1' : `${port} ${port}`
  return [
    { text: `${direction} ${protocol === 'all' ? '-1' : protocol} ${ports} ` },
    peer === 'anywhere' ? { text: '0.0.0.0/0' } : { variable: variableOf(peer.group) },
    { text: ` ${description}` },
  ]
}
