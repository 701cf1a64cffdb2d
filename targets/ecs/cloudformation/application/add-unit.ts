import type { EcsDraft, Unit } from '../../resources/ecs-draft.js'
import { ref } from '../template/intrinsics.js'
import { propertiesOf } from '../template/properties.js'
import type { StackDraft } from '../template/stack-draft.js'
import { addAlarms } from './add-alarms.js'
import { addRegistry } from './add-registry.js'
import { addScaling } from './add-scaling.js'
import { addSchedule } from './add-schedule.js'
import { addTargetGroups } from './add-target-groups.js'
import { spellingFor } from './spelling.js'

/** Adds what ECS runs of a unit; its service comes after those of the units `before` (CloudFormation waits until a service is stable). */
export function addUnit(draft: EcsDraft, stack: StackDraft, unit: Unit, before: readonly Unit[]): void {
  const spelling = spellingFor(draft, stack, unit)
  const task = stack.add([unit.name, 'TaskDefinition'], {
    Type: 'AWS::ECS::TaskDefinition',
    Properties: propertiesOf(unit.task, spelling),
  })
  if (unit.run) stack.outputs.set(task, { Description: `Task definition of ${unit.name}, which deploy.sh runs`, Value: ref(task) })
  if (unit.schedule) addSchedule(stack, unit, spelling)
  if (!unit.service) return
  const { clientToken: _, placementStrategy, ...rest } = unit.service
  // an update would set it again, whatever scaling has made of it (AWS::ECS::Service, DesiredCount)
  const service = { ...rest, ...(unit.scaling && { desiredCount: undefined }), placementStrategies: placementStrategy }
  addRegistry(draft, stack, unit)
  const waitsFor = [
    ...addTargetGroups(draft, stack, unit, spelling),
    ...before.filter((other) => other.service).map((other) => stack.idOf([other.name, 'Service'])),
  ]
  const alarms = addAlarms(draft, stack, unit)
  const { DeploymentConfiguration: deployment, ...properties } = propertiesOf(service, spelling)
  stack.add([unit.name, 'Service'], {
    Type: 'AWS::ECS::Service',
    ...(waitsFor.length > 0 && { DependsOn: waitsFor }),
    Properties: {
      ...properties,
      TaskDefinition: ref(task),
      ...((deployment || alarms) && { DeploymentConfiguration: { ...Object(deployment), ...(alarms && { Alarms: alarms }) } }),
    },
  })
  if (unit.scaling) addScaling(stack, unit, unit.scaling, spelling)
}
