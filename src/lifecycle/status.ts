import { compareText } from '../diagnostic.js'
import type { ApplicationRecord } from '../generated/lattice-record.js'
import { applicationsThatNeed } from './applications-that-need.js'
import type { Reason } from './decision.js'
import { type Edge, linksOf, useOf, whyNot } from './edges.js'
import { type Instance, idOf, type Live, liveIn } from './live.js'
import { reasonOf } from './reason-of.js'

/** How an application does, by what its lattice knows. */
export interface ApplicationStatus {
  readonly application: string
  /** Absent where it is not deployed. */
  readonly deployed?: string
  /** It was deleted, and is there only until its last weak child goes. */
  readonly leaving: boolean
  /** Its last act was written down, and nobody has said that the platform carried it out. */
  readonly pending?: { readonly since: string; readonly actor?: string }
  /** What runs, in the order of the manifest; weak children last. */
  readonly components: readonly ComponentStatus[]
}

/** A component that is to run. */
export interface ComponentStatus {
  readonly component: string
  readonly version: string
  /** No deployed version has it; it runs for those who need it. */
  readonly isWeak: boolean
  /** The deployed applications that need it, directly or by way of others; sorted. */
  readonly neededBy: readonly string[]
  /** What it needs and does not get. */
  readonly lacks: readonly Lack[]
}

/** Something that a component needs, and that is not there or is not what it was. */
export interface Lack {
  /** `application/component`. */
  readonly id: string
  readonly why: 'gone' | 'not-shared' | 'other-kind'
  readonly reason: Reason
}

/** Gives how applications do, of all or of one, sorted by name: what is deployed, what is kept and for whom, and what is needed and missing. */
export function statusOf(records: ReadonlyMap<string, ApplicationRecord>, only?: string): readonly ApplicationStatus[] {
  const live = liveIn(records)
  const needs = applicationsThatNeed(records)
  return [...records.values()]
    .filter(({ name }) => only === undefined || name === only)
    .map((record) => ({
      application: record.name,
      ...(record.deployed !== undefined && { deployed: record.deployed }),
      leaving: record.leaving === true,
      ...(record.pending && { pending: pendingOf(record.pending) }),
      components: [...(live.get(record.name)?.values() ?? [])].map((instance) => ({
        component: instance.component,
        version: instance.version,
        isWeak: instance.isWeak,
        neededBy: needs.get(idOf(instance)) ?? [],
        lacks: lacksOf(instance, live),
      })),
    }))
    .sort((a, b) => compareText(a.application, b.application))
}

function pendingOf({ since, actor }: NonNullable<ApplicationRecord['pending']>): NonNullable<ApplicationStatus['pending']> {
  return { since, ...(actor !== undefined && { actor }) }
}

function lacksOf(instance: Instance, live: Live): readonly Lack[] {
  const edge = useOf(instance)
  return [...(edge === undefined ? [] : [edge]), ...linksOf(instance)].flatMap((own) => lackOf(own, live) ?? [])
}

function lackOf(edge: Edge, live: Live): Lack | undefined {
  const target = live.get(edge.application)?.get(edge.component)
  const why = target === undefined ? 'gone' : whyNot(edge, target)
  return why && { id: idOf(edge), why, reason: reasonOf(edge) }
}
