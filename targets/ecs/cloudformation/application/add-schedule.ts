import type { Unit } from '../../resources/ecs-draft.js'
import { ref } from '../template/intrinsics.js'
import { propertiesOf, type Spelling } from '../template/properties.js'
import type { StackDraft } from '../template/stack-draft.js'

/** Adds the schedule by which a task runs (AWS::Scheduler::Schedule); it names the revision of the template, so that a stack that goes back takes the schedule with it. */
export function addSchedule(stack: StackDraft, unit: Unit, spelling: Spelling): void {
  if (!unit.schedule) return
  const { ClientToken: _, ...schedule } = unit.schedule
  const { Target, ...properties } = propertiesOf(schedule, spelling)
  const { EcsParameters, ...target } = entriesOf(Target)
  stack.add([unit.name, 'Schedule'], {
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      ...properties,
      Target: {
        ...target,
        EcsParameters: { ...entriesOf(EcsParameters), TaskDefinitionArn: ref(stack.idOf([unit.name, 'TaskDefinition'])) },
      },
    },
  })
}

function entriesOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}
