import type { ApplicationRecord, ComponentOutline } from '../../../generated/lattice-record.js'
import { applicationsThatNeed } from '../../../lifecycle/applications-that-need.js'
import { idOf, liveIn } from '../../../lifecycle/live.js'

/**
 * Gives the deployed applications that hold each component that lives, by `application/component`, sorted: its own, where the deployed version has it,
 * and each that needs it, directly or through components that it needs. A weak child is held by those who need it alone, so that it goes with the last of them.
 */
export function holdersOf(records: ReadonlyMap<string, ApplicationRecord>): ReadonlyMap<string, readonly string[]> {
  const needing = applicationsThatNeed(records)
  const all = [...liveIn(records).values()].flatMap((own) => [...own.values()])
  return new Map(
    all.map((instance) => {
      const id = idOf(instance)
      const own = instance.isWeak ? [] : [instance.application]
      return [id, [...new Set([...own, ...(needing.get(id) ?? [])])].sort()]
    }),
  )
}

/** Gives the outline of every component that lives, by its id: those of deployed versions, and weak children. */
export function liveOutlines(records: ReadonlyMap<string, ApplicationRecord>): ReadonlyMap<string, ComponentOutline> {
  const live = new Map<string, ComponentOutline>()
  for (const own of liveIn(records).values())
    for (const instance of own.values()) if (instance.outline !== undefined) live.set(idOf(instance), instance.outline)
  return live
}
