import type { EcsDraft } from '../../resources/ecs-draft.js'
import { launchTypeOf } from '../../resources/launch-type.js'
import { give } from '../template/exports.js'
import { ref } from '../template/intrinsics.js'
import type { StackDraft } from '../template/stack-draft.js'

/** Adds the cluster, with the providers of capacity of Fargate that its services ask for. Machines register with a cluster that is there before them, so that one of machines is a parameter. Gives its name. */
export function addCluster(draft: EcsDraft, stack: StackDraft): object {
  const name = launchTypeOf(draft) === 'FARGATE' ? ownCluster(draft, stack) : givenCluster(stack)
  give(stack, 'Cluster', 'name of the cluster', name)
  return name
}

function givenCluster(stack: StackDraft): object {
  return stack.parameter('ClusterName', 'CLUSTER', {
    Type: 'String',
    Description: 'Name of the ECS cluster that the machines are registered with',
  })
}

function ownCluster({ units }: EcsDraft, stack: StackDraft): object {
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
  return ref('Cluster')
}
