import type { EcsDraft } from '../../resources/ecs-draft.js'
import { give } from '../template/exports.js'
import { ref } from '../template/intrinsics.js'
import type { StackDraft } from '../template/stack-draft.js'

/** Adds the cluster, with the providers of capacity of Fargate that its services ask for. */
export function addCluster({ units }: EcsDraft, stack: StackDraft): void {
  const insights = stack.parameter('ContainerInsights', 'CONTAINER_INSIGHTS', {
    Type: 'String',
    Description: 'Metrics of containers in CloudWatch',
    Default: 'disabled',
    AllowedValues: ['disabled', 'enabled', 'enhanced'],
  })
  const strategies = units.flatMap(({ service, run }) => [
    ...(service?.capacityProviderStrategy ?? []),
    ...(run?.capacityProviderStrategy ?? []),
  ])
  const providers = [...new Set(strategies.flatMap(({ capacityProvider }) => capacityProvider ?? []))].sort()
  stack.add(['Cluster'], {
    Type: 'AWS::ECS::Cluster',
    Properties: {
      ...(providers.length > 0 && { CapacityProviders: providers }),
      ClusterSettings: [{ Name: 'containerInsights', Value: insights }],
    },
  })
  give(stack, 'Cluster', 'name of the cluster', ref('Cluster'))
}
