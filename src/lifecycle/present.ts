import type { ApplicationRecord } from '../generated/lattice-record.js'
import { type Edge, linksOf, useOf, whyNot } from './edges.js'
import { type Instance, idOf, type Live, liveIn } from './live.js'

/** What has to be in manifests so that all that lives is rendered as it runs. */
export interface Present {
  /** What lives, and what is missing though somebody who lives refers to it: by application, then by component. */
  readonly instances: Live
  /** What is missing (`application/component`): it gives those who refer to it their addresses, and is not to run. */
  readonly absent: ReadonlySet<string>
  /** References whose end is known to nobody any more, or is of another kind now: nothing can be made of them. */
  readonly dangling: ReadonlySet<string>
  /** Applications that are referred to. */
  readonly used: ReadonlySet<string>
}

/** Gives all that lives and, where somebody was degraded (`destructive`), what its references and links led to before. Takes time in proportion to the records. */
export function presentIn(records: ReadonlyMap<string, ApplicationRecord>): Present {
  const instances = new Map([...liveIn(records)].map(([name, own]) => [name, new Map(own)]))
  const absent = new Set<string>()
  const dangling = new Set<string>()
  const used = new Set<string>()
  const users = new Map<string, string[]>()
  const open = [...instances.values()].flatMap((own) => [...own.values()])
  for (let instance = open.pop(); instance !== undefined; instance = open.pop()) {
    for (const edge of [useOf(instance) ?? [], linksOf(instance)].flat()) {
      const target = instances.get(edge.application)?.get(edge.component) ?? bringBack(edge)
      if (edge.kind !== 'uses') continue
      if (target === undefined || whyNot(edge, target) === 'other-kind') dangling.add(idOf(instance))
      else if (edge.application !== instance.application) used.add(edge.application)
      if (target !== undefined) remember(idOf(target), idOf(instance))
    }
  }
  // who refers to a reference that dangles does so as well; those found on the way are visited, too
  for (const id of dangling) for (const user of users.get(id) ?? []) dangling.add(user)
  return { instances, absent, dangling, used }

  function remember(id: string, user: string): void {
    const known = users.get(id)
    if (known === undefined) users.set(id, [user])
    else known.push(user)
  }

  function bringBack(edge: Edge): Instance | undefined {
    const missing = formerly(edge, records.get(edge.application))
    if (missing === undefined) return undefined
    const own = instances.get(edge.application) ?? new Map<string, Instance>()
    instances.set(edge.application, own.set(edge.component, missing))
    absent.add(idOf(missing))
    open.push(missing)
    return missing
  }
}

/** Gives what an edge led to: within an application in the version of the edge, in another one in its newest version that offers it. */
function formerly({ from, kind, application, component }: Edge, record: ApplicationRecord | undefined): Instance | undefined {
  const isOwn = application === from.application
  const versions = isOwn ? (from.from === undefined ? [] : [from.from]) : (record?.versions ?? [])
  for (const version of [...versions].reverse()) {
    const outline = version.outline.components.find(({ name }) => name === component)
    if (outline === undefined || (kind === 'uses' && !isOwn && (!version.outline.shared || outline.kind !== from.outline?.kind))) continue
    return { application, component, version: version.version, isWeak: true, from: version, outline }
  }
  return undefined
}
