import type { Unit } from '../../resources/ecs-draft.js'
import { propertiesOf, type Spelling } from '../template/properties.js'
import type { StackDraft } from '../template/stack-draft.js'

/** Adds the schedule by which a task runs (AWS::Scheduler::Schedule). */
export function addSchedule(stack: StackDraft, unit: Unit, spelling: Spelling): void {
  if (!unit.schedule) return
  const { ClientToken: _, ...schedule } = unit.schedule
  stack.add([unit.name, 'Schedule'], { Type: 'AWS::Scheduler::Schedule', Properties: propertiesOf(schedule, spelling) })
}
