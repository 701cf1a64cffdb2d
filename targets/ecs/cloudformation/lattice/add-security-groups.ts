import type { EcsDraft } from '../../resources/ecs-draft.js'
import { type SecurityGroup, type SecurityRule, securityGroups } from '../../resources/network/security-groups.js'
import { give } from '../template/exports.js'
import { attribute } from '../template/intrinsics.js'
import { logicalId, type StackDraft } from '../template/stack-draft.js'
import { vpc } from './vpc.js'

/**
 * Adds the security groups of the lattice. Rules between two of them are resources of their own, because groups that reach each other would else have to be made before each other;
 * a group that has no other rule would let everything out (EC2 User Guide, default rules), so that those of the load balancer, which nothing in the lattice is reached from, stand within it.
 */
export function addSecurityGroups(draft: EcsDraft, stack: StackDraft): void {
  const groups = securityGroups(draft)
  const unitNames = new Map(draft.units.map(({ id, name }) => [id, name]))
  const nameOf = (id: string): string => unitNames.get(id) ?? 'LoadBalancer'
  const idOf = (id: string): object => attribute(stack.idOf(groupWords(nameOf(id))), 'GroupId')
  // the load balancer first: its id is a fixed one
  for (const group of [...groups].sort((a, b) => Number(b.id === 'balancer') - Number(a.id === 'balancer'))) {
    const { id, name, description, ingress, egress } = group
    const isInside = (rule: SecurityRule): boolean => id === 'balancer' || rule.peer === 'anywhere'
    stack.add(groupWords(nameOf(id)), {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        GroupDescription: description,
        VpcId: vpc(stack),
        ...rulesWithin('SecurityGroupIngress', ingress.filter(isInside), idOf),
        ...rulesWithin('SecurityGroupEgress', egress.filter(isInside), idOf),
        Tags: [{ Key: 'Name', Value: name }],
      },
    })
    if (id !== 'balancer') give(stack, securityGroupOutput(nameOf(id)), `security group of the tasks of ${nameOf(id)}`, idOf(id))
  }
  for (const { id, ingress, egress } of groups) {
    for (const rule of ingress)
      if (rule.peer !== 'anywhere')
        addRule(stack, 'Ingress', [nameOf(id), 'From', nameOf(rule.peer.group)], rule, idOf(id), idOf(rule.peer.group))
    for (const rule of egress)
      if (rule.peer !== 'anywhere' && id !== 'balancer')
        addRule(stack, 'Egress', [nameOf(id), 'To', nameOf(rule.peer.group)], rule, idOf(id), idOf(rule.peer.group))
  }
}

/** Gives the name of the output with the security group of a unit. */
export function securityGroupOutput(name: string): string {
  return `${logicalId(name)}SecurityGroup`
}

/** Gives the words of the logical id of a security group. */
export function groupWords(name: string): readonly string[] {
  return [name, 'SecurityGroup']
}

function rulesWithin(key: string, rules: readonly SecurityRule[], idOf: (id: SecurityGroup['id']) => object): object {
  if (rules.length === 0) return {}
  const peer = key === 'SecurityGroupIngress' ? 'SourceSecurityGroupId' : 'DestinationSecurityGroupId'
  return {
    [key]: rules.flatMap((rule): readonly object[] =>
      rule.peer === 'anywhere'
        ? [{ CidrIp: '0.0.0.0/0' }, { CidrIpv6: '::/0' }].map((addresses) => ({ ...permission(rule), ...addresses }))
        : [{ ...permission(rule), [peer]: idOf(rule.peer.group) }],
    ),
  }
}

function addRule(
  stack: StackDraft,
  side: 'Ingress' | 'Egress',
  words: readonly string[],
  rule: SecurityRule,
  group: object,
  peer: object,
): void {
  stack.add([...words, `${rule.protocol}${rule.port ?? ''}`, side], {
    Type: `AWS::EC2::SecurityGroup${side}`,
    Properties: {
      GroupId: group,
      ...permission(rule),
      [side === 'Ingress' ? 'SourceSecurityGroupId' : 'DestinationSecurityGroupId']: peer,
    },
  })
}

/** EC2 API, IpPermission: -1 is every protocol, and has no ports. */
function permission({ protocol, port, description }: SecurityRule): object {
  return {
    IpProtocol: protocol === 'all' ? '-1' : protocol,
    ...(port !== undefined && { FromPort: port, ToPort: port }),
    Description: description,
  }
}
