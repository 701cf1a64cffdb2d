import type { ApplicationRecord } from '../generated/lattice-record.js'
import type { Strategy } from './decision.js'
import { type Edge, holds, linksOf, useOf } from './edges.js'
import { componentsOf, type Instance, type Live, liveIn } from './live.js'
import { type Needs, needsIn } from './needs.js'

/** The version of each application asked for that is to be deployed; nothing where it is to be undeployed. */
export type Aims = ReadonlyMap<string, string | undefined>

/** What an act makes of what runs. */
export interface Outcome {
  readonly aims: Aims
  readonly before: Live
  readonly after: Live
  /** What would run if all that is needed went on running, and what of it is needed: by this the components of the applications asked for are judged, whatever the strategy. */
  readonly possible: Live
  readonly needs: Needs
  /** What is needed of that which runs afterwards. */
  readonly needsAfter: Needs
  /** Components of the applications asked for that are needed and that no deployed version has afterwards: what `weakchild` retains. In the order of the request. */
  readonly orphans: readonly Instance[]
  /** Entries of components that stay as they are and do not get what they need any more. */
  readonly lost: readonly Edge[]
}

/** Gives what runs after the applications asked for are deployed or undeployed as is aimed, needed components treated by the strategy. */
export function outcomeOf(records: ReadonlyMap<string, ApplicationRecord>, aims: Aims, strategy: Strategy): Outcome {
  const before = liveIn(records)
  const kept = new Map(before)
  const ended = new Map(before)
  for (const [application, version] of aims) {
    const record = records.get(application)
    const wanted = record === undefined ? new Map<string, Instance>() : componentsOf(record, version)
    const all = new Map(wanted)
    for (const old of before.get(application)?.values() ?? [])
      if (!wanted.has(old.component)) all.set(old.component, old.isWeak ? old : { ...old, isWeak: true })
    kept.set(application, all)
    ended.set(application, wanted)
  }
  const needs = needsIn(kept)
  const isDestructive = strategy === 'destructive'
  const needsAfter = isDestructive ? needsIn(ended) : needs
  const after = withoutUnneeded(isDestructive ? ended : kept, needsAfter)
  const orphans = [...aims.keys()].flatMap((name) => [...(kept.get(name)?.values() ?? [])].filter((one) => one.isWeak && needs.has(one)))
  return { aims, before, after, possible: kept, needs, needsAfter, orphans, lost: lostBetween(before, after, aims) }
}

function withoutUnneeded(live: Live, needs: Needs): Live {
  const rest = new Map<string, ReadonlyMap<string, Instance>>()
  for (const [application, own] of live) {
    const staying = hasUnneeded(own, needs) ? new Map([...own].filter(([, instance]) => !instance.isWeak || needs.has(instance))) : own
    if (staying.size > 0) rest.set(application, staying)
  }
  return rest
}

function hasUnneeded(own: ReadonlyMap<string, Instance>, needs: Needs): boolean {
  for (const instance of own.values()) if (instance.isWeak && !needs.has(instance)) return true
  return false
}

/** Only what leads to the applications asked for can be lost: elsewhere nothing ends that somebody who stays needs, and a deployed version has all that it links to. */
function lostBetween(before: Live, after: Live, aims: Aims): Edge[] {
  const lost: Edge[] = []
  for (const own of after.values())
    for (const instance of own.values()) {
      const { application, component, version, isWeak, outline } = instance
      const refers = outline?.uses !== undefined && aims.has(outline.uses.application)
      const links = isWeak && aims.has(application)
      if ((!refers && !links) || before.get(application)?.get(component)?.version !== version) continue
      if (refers) lose(useOf(instance))
      if (links) for (const edge of linksOf(instance)) lose(edge)
    }
  return lost

  function lose(edge: Edge | undefined): void {
    if (edge !== undefined && holds(edge, targetIn(before, edge)) && !holds(edge, targetIn(after, edge))) lost.push(edge)
  }
}

function targetIn(live: Live, { application, component }: Edge): Instance | undefined {
  return live.get(application)?.get(component)
}
