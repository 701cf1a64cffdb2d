import type { EcsDraft } from '../../resources/ecs-draft.js'
import type { Part } from '../parts.js'
import { makeStackDraft, type StackDraft } from '../template/stack-draft.js'
import { addUnit } from './add-unit.js'

/** Makes the template of a part of an application: task definitions, services with what scales them, and schedules. */
export function applicationStack(draft: EcsDraft, part: Part): StackDraft {
  const stack = makeStackDraft(part.path, `Application ${part.application}${part.number === 1 ? '' : `, part ${part.number}`}`)
  const ids = new Map(part.units.map((unit) => [unit.id, unit]))
  for (const unit of part.units) {
    const circle = part.circles.get(unit.id)
    const before = unit.needs.flatMap((need) => (circle?.has(need) ? [] : (ids.get(need) ?? [])))
    addUnit(draft, stack, unit, before)
  }
  return stack
}
