import { compareText } from '../../diagnostic.js'
import { dependentsOfApplication, neededBy } from '../impact.js'
import { isShared } from '../is-shared.js'
import type { Edge, Id, Lattice, Node } from '../lattice.js'
import { referencesOf } from '../references-of.js'

/** Which part of the lattice to show. */
export interface GraphOptions {
  /** This application and what it needs; with `reverse`, this application and what needs it. */
  readonly app?: string
  /** Asks the other way round: who depends on this? */
  readonly reverse?: boolean
}

/** What a graph shows, the same for every format. */
export interface GraphView {
  readonly applications: readonly GraphApplication[]
  /** Edges whose two ends are shown. */
  readonly edges: readonly Edge[]
  /** References that lead to nothing. */
  readonly missing: readonly { readonly from: Id; readonly to: Id }[]
  readonly waves: readonly (readonly Id[])[]
  readonly cycles: readonly (readonly Id[])[]
}

/** An application, and those of its components that are shown. */
export interface GraphApplication {
  readonly name: string
  readonly isShared: boolean
  /** Applications of the whole lattice that refer to it. Sorted. */
  readonly usedBy: readonly string[]
  readonly nodes: readonly Node[]
}

/** Chooses what a graph shows; nothing where the lattice has no application of that name. */
export function graphView(lattice: Lattice, { app, reverse = false }: GraphOptions): GraphView {
  const shown = app === undefined ? new Set(lattice.nodes.keys()) : reverse ? dependentsOfApplication(lattice, app) : neededBy(lattice, app)
  const within = (ids: readonly Id[]): Id[] => ids.filter((id) => shown.has(id))
  const filled = (lists: readonly (readonly Id[])[]): Id[][] => lists.map(within).filter(({ length }) => length > 0)
  return {
    applications: applicationsOf(lattice, shown, app),
    edges: lattice.edges.filter(({ from, to }) => shown.has(from) && shown.has(to)),
    missing: referencesOf(lattice)
      .filter(({ node, target }) => target === undefined && shown.has(node.id))
      .map(({ node, entry }) => ({ from: node.id, to: `${entry.name}/${entry.component}` })),
    waves: filled(lattice.waves),
    cycles: filled(lattice.cycles),
  }
}

/** An application without components is shown too, where it was asked for. */
function applicationsOf(lattice: Lattice, shown: ReadonlySet<Id>, app: string | undefined): GraphApplication[] {
  const nodes = new Map<string, Node[]>()
  const users = new Map<string, Set<string>>()
  for (const name of lattice.applications.keys()) {
    nodes.set(name, [])
    users.set(name, new Set())
  }
  for (const node of lattice.nodes.values()) {
    if (shown.has(node.id)) nodes.get(node.application)?.push(node)
    const used = node.uses === undefined ? undefined : lattice.nodes.get(node.uses)?.application
    if (used !== undefined && used !== node.application) users.get(used)?.add(node.application)
  }
  return [...lattice.applications]
    .filter(([name]) => app === undefined || name === app || (nodes.get(name)?.length ?? 0) > 0)
    .map(([name, manifest]) => ({
      name,
      isShared: isShared(manifest.app),
      usedBy: [...(users.get(name) ?? [])].sort(compareText),
      nodes: nodes.get(name) ?? [],
    }))
}
