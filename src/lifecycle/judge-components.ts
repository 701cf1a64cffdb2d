import { compareText } from '../diagnostic.js'
import type { ComponentDecision, Fate, Reason } from './decision.js'
import type { Edge } from './edges.js'
import { type Instance, idOf, type Live } from './live.js'
import type { Outcome } from './outcome.js'
import { reasonsOf } from './reason-of.js'

/** Gives what becomes of each component of the applications asked for, and of what changes elsewhere; sorted by application, then component. `after` is what runs then: as before, where the act is refused. */
export function judgeComponents(outcome: Outcome, after: Live, asked: ReadonlySet<string>): ComponentDecision[] {
  const { before } = outcome
  const neededBy = reasonsIn(outcome)
  return [...new Set([...asked, ...changedIn(before, after)])].sort(compareText).flatMap((application) => {
    const [was, will] = [before.get(application), after.get(application)]
    const components = [...new Set([...(was?.keys() ?? []), ...(will?.keys() ?? [])])].sort(compareText)
    return components.flatMap((component): ComponentDecision[] => {
      const [old, next] = [was?.get(component), will?.get(component)]
      const { version } = next ?? old ?? {}
      if (version === undefined || (old === next && !asked.has(application))) return []
      const reasons = neededBy(application, component)
      const former = old === undefined || old.version === version ? {} : { former: old.version }
      return [{ application, component, version, ...former, fate: fateOf(old, next, reasons.length > 0), neededBy: reasons }]
    })
  })
}

function fateOf(old: Instance | undefined, next: Instance | undefined, isNeeded: boolean): Fate {
  if (old === undefined) return 'started'
  if (next === undefined) return old.isWeak && !isNeeded ? 'collected' : 'removed'
  if (next.isWeak) return 'retained'
  if (old.isWeak) return 'adopted'
  return old.version === next.version ? 'kept' : 'replaced'
}

/** What is needed of an application asked for is judged as if it all went on running, and with what is lost even then; elsewhere nothing that is needed ends. */
function reasonsIn({ aims, possible, needs, needsAfter, after, lost }: Outcome): (application: string, component: string) => Reason[] {
  const losses = new Map<string, Edge[]>()
  for (const edge of lost) {
    const own = losses.get(idOf(edge))
    if (own === undefined) losses.set(idOf(edge), [edge])
    else own.push(edge)
  }
  return (application, component) => {
    const isAsked = aims.has(application)
    const instance = (isAsked ? possible : after).get(application)?.get(component)
    const edges = (instance && (isAsked ? needs : needsAfter).get(instance)) ?? []
    // the destructive strategy loses what is needed, and what it loses is listed already
    const known = new Set(edges.map(placeOf))
    const also = (losses.get(`${application}/${component}`) ?? []).filter((edge) => !known.has(placeOf(edge)))
    return reasonsOf([...edges, ...also])
  }
}

function placeOf({ from, line, column }: Edge): string {
  return `${idOf(from)}:${line}:${column}`
}

function changedIn(before: Live, after: Live): string[] {
  const changed: string[] = []
  for (const [name, own] of before) if (after.get(name) !== own) changed.push(name)
  for (const name of after.keys()) if (!before.has(name)) changed.push(name)
  return changed
}
