import type { Scaling, Unit } from '../../resources/ecs-draft.js'
import { attribute, ref, sub } from '../template/intrinsics.js'
import { propertiesOf, type Spelling } from '../template/properties.js'
import type { StackDraft } from '../template/stack-draft.js'

/** Adds the scalable target of a service, and a resource for each of its policies, which name it by reference. */
export function addScaling(stack: StackDraft, unit: Unit, { target, policies }: Scaling, spelling: Spelling): void {
  const { ResourceId: _, ...properties } = propertiesOf(target, spelling)
  const service = stack.idOf([unit.name, 'Service'])
  const id = stack.add([unit.name, 'ScalableTarget'], {
    Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    Properties: {
      ...properties,
      ResourceId: sub('service/${Cluster}/${Service}', {
        Cluster: spelling.value('CLUSTER'),
        Service: attribute(service, 'Name'),
      }),
    },
  })
  for (const policy of policies) {
    const { ResourceId: _, ServiceNamespace: __, ScalableDimension: ___, ...rest } = propertiesOf(policy, spelling)
    stack.add([unit.name, policy.PolicyName ?? '', 'ScalingPolicy'], {
      Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
      Properties: { ...rest, ScalingTargetId: ref(id) },
    })
  }
}
