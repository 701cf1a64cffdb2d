import type { ApplicationRecord, LatticeEvent } from '../generated/lattice-record.js'
import type { Decision } from './decision.js'

/**
 * Gives what history is to say of a decision that is carried out: one event for each application whose record it changes, or that it was asked for.
 * An application that was not asked for and that loses weak children by it gets an `undeploy` that names who was asked for.
 */
export function eventsOf(
  records: ReadonlyMap<string, ApplicationRecord>,
  { request, components, records: changed }: Decision,
  who: Pick<LatticeEvent, 'at' | 'actor' | 'message'>,
): Map<string, LatticeEvent> {
  const asked = new Map<string, string | undefined>(
    request.act === 'undeploy'
      ? request.applications.map((name) => [name, undefined])
      : request.versions.map(({ application, version }) => [application, version]),
  )
  const events = new Map<string, LatticeEvent>()
  for (const name of new Set([...asked.keys(), ...changed.keys()])) {
    const isAsked = asked.has(name)
    const former = records.get(name)?.deployed
    const version = isAsked ? (asked.get(name) ?? former) : undefined
    const named = (...fates: readonly string[]): string[] =>
      components.flatMap((one) => (one.application === name && fates.includes(one.fate) ? [one.component] : []))
    const [removed, retained] = [named('removed', 'collected'), named('retained')]
    events.set(name, {
      act: isAsked ? request.act : 'undeploy',
      ...(version !== undefined && { version }),
      ...(isAsked && former !== undefined && former !== version && { former }),
      strategy: request.strategy,
      ...(removed.length > 0 && { removed }),
      ...(retained.length > 0 && { retained }),
      ...(!isAsked && { by: [...asked.keys()].join(', ') }),
      ...who,
    })
  }
  return events
}
