import type { EcsDraft } from '../../resources/ecs-draft.js'
import { give } from '../template/exports.js'
import { makeStackDraft, type StackDraft } from '../template/stack-draft.js'
import { usesVariable } from '../uses-variable.js'
import { addCluster } from './add-cluster.js'
import { addLoadBalancer } from './add-load-balancer.js'
import { addLogGroups } from './add-log-groups.js'
import { addNamespace } from './add-namespace.js'
import { addRoles } from './add-roles.js'
import { addSecurityGroups } from './add-security-groups.js'

/**
 * Makes the template of the lattice: whatever several applications share, so that each of their stacks is updated alone and none needs another's.
 * Security groups are here too, because two applications that reach each other need each other's.
 */
export function latticeStack(draft: EcsDraft): StackDraft {
  const stack = makeStackDraft('lattice.yaml', 'What the applications of the lattice share')
  const cluster = addCluster(draft, stack)
  addNamespace(draft, stack)
  addSubnets(draft, stack)
  addSecurityGroups(draft, stack)
  addLoadBalancer(draft, stack)
  addLogGroups(draft, stack)
  addRoles(draft, stack, cluster)
  return stack
}

function addSubnets({ units }: EcsDraft, stack: StackDraft): void {
  if (!units.some((unit) => usesVariable(unit, 'SUBNETS'))) return
  const subnets = stack.parameter('SubnetIds', 'SUBNETS', {
    Type: 'List<AWS::EC2::Subnet::Id>',
    Description: 'Subnets of the tasks, with a way to registries and logs (NAT gateway, VPC endpoints, or public addresses)',
  })
  give(stack, 'Subnets', 'subnets of the tasks', { 'Fn::Join': [',', subnets] })
}
