import { compareText } from '../diagnostic.js'
import type { Edge, Id, Lattice } from './lattice.js'

/** What a change of some components reaches. */
export interface Impact {
  /** The components that need one of them, over any number of steps; not those themselves. Sorted. */
  readonly components: readonly Id[]
  /** The applications of these components. Sorted. */
  readonly applications: readonly string[]
}

/** Gives every component that needs the one with this id, over any number of steps and applications; not itself, unless it stands in a circle. Sorted. */
export function dependentsOf(lattice: Lattice, id: Id): readonly Id[] {
  return sorted(reach([id], (at) => sources(lattice.incoming.get(at))))
}

/** Gives every component that the one with this id needs, over any number of steps and applications; not itself, unless it stands in a circle. Sorted. */
export function dependenciesOf(lattice: Lattice, id: Id): readonly Id[] {
  return sorted(reach([id], (at) => targets(lattice.outgoing.get(at))))
}

/** Gives what a change of these components reaches; ids that the lattice does not have reach nothing. */
export function impactOf(lattice: Lattice, changed: Iterable<Id>): Impact {
  const start = new Set(changed)
  const components = sorted(reach(start, (at) => sources(lattice.incoming.get(at)))).filter((id) => !start.has(id))
  const applications = new Set(components.flatMap((id) => lattice.nodes.get(id)?.application ?? []))
  return { components, applications: [...applications].sort(compareText) }
}

/**
 * Gives the components of an application and everything that they need: of other applications only what is used, not the rest of them.
 * Applications in `stubs` need nothing. Empty where the lattice has no such application. Sorted.
 */
export function neededBy(lattice: Lattice, application: string, stubs: ReadonlySet<string> = new Set()): ReadonlySet<Id> {
  const isStub = (id: Id): boolean => stubs.has(lattice.nodes.get(id)?.application ?? '')
  return closure(lattice, application, (at) => (isStub(at) ? [] : targets(lattice.outgoing.get(at))))
}

/** Gives the components of an application and everything that needs one of them. Empty where the lattice has no such application. Sorted. */
export function dependentsOfApplication(lattice: Lattice, application: string): ReadonlySet<Id> {
  return closure(lattice, application, (at) => sources(lattice.incoming.get(at)))
}

function closure(lattice: Lattice, application: string, next: (id: Id) => readonly Id[]): ReadonlySet<Id> {
  const names = lattice.applications.get(application)?.app.spec.components.map(({ name }) => `${application}/${name}`) ?? []
  return new Set(sorted([...names, ...reach(names, next)]))
}

/** Everything that is reached by at least one step. */
function reach(start: Iterable<Id>, next: (id: Id) => readonly Id[]): Set<Id> {
  const found = new Set<Id>()
  const open = [...start]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const other of next(id)) {
      if (found.has(other)) continue
      found.add(other)
      open.push(other)
    }
  }
  return found
}

function sources(edges: readonly Edge[] = []): Id[] {
  return edges.map(({ from }) => from)
}

function targets(edges: readonly Edge[] = []): Id[] {
  return edges.map(({ to }) => to)
}

function sorted(ids: Iterable<Id>): Id[] {
  return [...new Set(ids)].sort(compareText)
}
