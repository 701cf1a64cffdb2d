import type { EcsDraft } from '../../resources/ecs-draft.js'
import { give } from '../template/exports.js'
import { attribute, ref } from '../template/intrinsics.js'
import { makeStackDraft, type StackDraft } from '../template/stack-draft.js'
import { addLogGroups } from './add-log-groups.js'
import { addRoles } from './add-roles.js'

/**
 * Makes the template of the lattice: whatever several applications share, so that each of their stacks is updated alone and none needs another's.
 * Security groups are here too, because two applications that reach each other need each other's.
 */
export function latticeStack(draft: EcsDraft): StackDraft {
  const stack = makeStackDraft('lattice.yaml', `Lattice ${draft.context.options['name'] ?? ''}: what its applications share`)
  stack.parameters.set('SubnetIds', {
    Type: 'List<AWS::EC2::Subnet::Id>',
    Description: 'Subnets of the tasks, with a way to registries and logs (NAT or VPC endpoints)',
  })
  addCluster(draft, stack)
  addLogGroups(draft, stack)
  addRoles(draft, stack)
  give(stack, 'Subnets', 'Subnets of the tasks', { 'Fn::Join': [',', ref('SubnetIds')] })
  return stack
}

function addCluster(draft: EcsDraft, stack: StackDraft): void {
  stack.parameters.set('ContainerInsights', {
    Type: 'String',
    Description: 'Metrics of containers in CloudWatch',
    Default: 'disabled',
    AllowedValues: ['disabled', 'enabled', 'enhanced'],
  })
  const cluster = stack.add(['Cluster'], {
    Type: 'AWS::ECS::Cluster',
    Properties: { ClusterSettings: [{ Name: 'containerInsights', Value: ref('ContainerInsights') }] },
  })
  give(stack, 'Cluster', 'Name of the cluster', ref(cluster))
  const namespace = stack.add(['Namespace'], {
    Type: 'AWS::ServiceDiscovery::HttpNamespace',
    Properties: { Name: draft.context.options['name'] },
  })
  give(stack, 'Namespace', 'ARN of the Cloud Map namespace', attribute(namespace, 'Arn'))
}
