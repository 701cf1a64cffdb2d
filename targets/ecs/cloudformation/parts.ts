import type { Id } from '../../../src/lattice/lattice.js'
import { stronglyConnected } from '../../../src/lattice/strongly-connected.js'
import { fingerprint } from '../../fingerprint.js'
import type { Unit } from '../resources/ecs-draft.js'

/** What one template makes: units of one application, in an order in which each comes after what it needs. */
export interface Part {
  readonly application: string
  /** Counts the parts of the application, from 1. */
  readonly number: number
  /** Path of its template below the folder of the target. */
  readonly path: string
  /** What the name of its stack ends with, behind that of the lattice. */
  readonly stack: string
  readonly units: readonly Unit[]
  /** Ids of the units in the same circle, by id of a unit in a circle: none of them can wait for the others. */
  readonly circles: ReadonlyMap<Id, ReadonlySet<Id>>
}

/**
 * Gives the parts of a lattice in the order in which their stacks are made. An application is one part, unless one of its tasks has to end before others of its units begin
 * (CloudFormation runs no task), or it is woven with another application, so that neither can go first as a whole.
 */
export function partsOf(draft: { readonly units: readonly Unit[] }): readonly Part[] {
  const units = new Map(draft.units.map((unit) => [unit.id, unit]))
  const needsOf = (id: Id): readonly Id[] => units.get(id)?.needs.filter((need) => units.has(need)) ?? []
  const circles = circlesOf([...units.keys()], needsOf)
  const done = new Set<Id>()
  const parts: Part[] = []
  const stacks = new Map<string, string>()
  let remaining = [...draft.units]
  while (remaining.length > 0) {
    const next = nextUnits(remaining, (unit) => needsOf(unit.id).filter((need) => !circles.get(unit.id)?.has(need)), done)
    const [first] = next
    if (first === undefined) throw new RangeError('units wait for each other')
    const { application, folder } = first
    const number = parts.filter((part) => part.application === application).length + 1
    const suffix = number === 1 ? '' : `-${number}`
    const owner = folder.slice(0, folder.lastIndexOf('/'))
    parts.push({
      application,
      number,
      path: `${owner}/template${suffix}.yaml`,
      stack: stackName(`${owner}${suffix}`, stacks),
      units: next,
      circles,
    })
    for (const { id } of next) done.add(id)
    remaining = remaining.filter(({ id }) => !done.has(id))
  }
  return parts
}

/** Gives the units of one application that can be made next: of one that is complete with them, if there is one, else of the one with the most. */
function nextUnits(remaining: readonly Unit[], needsOf: (unit: Unit) => readonly Id[], done: ReadonlySet<Id>): readonly Unit[] {
  let most: readonly Unit[] = []
  for (const application of new Set(remaining.map((unit) => unit.application))) {
    const own = remaining.filter((unit) => unit.application === application)
    const ready = readyUnits(own, needsOf, done)
    if (ready.length === own.length) return ready
    if (ready.length > most.length) most = ready
  }
  return most
}

/** Gives the units whose needs are there, or come before them in the same template; a task has to end first, which no template waits for. */
function readyUnits(own: readonly Unit[], needsOf: (unit: Unit) => readonly Id[], done: ReadonlySet<Id>): readonly Unit[] {
  const ready = new Map<Id, Unit>()
  for (let before = -1; before < ready.size; ) {
    before = ready.size
    for (const unit of own)
      if (!ready.has(unit.id) && needsOf(unit).every((need) => done.has(need) || (ready.has(need) && ready.get(need)?.run === undefined)))
        ready.set(unit.id, unit)
  }
  return [...ready.values()]
}

function circlesOf(ids: readonly Id[], needsOf: (id: Id) => readonly Id[]): ReadonlyMap<Id, ReadonlySet<Id>> {
  const circles = stronglyConnected(ids, needsOf).filter((circle) => circle.length > 1)
  return new Map(circles.flatMap((circle) => circle.map((id): [Id, ReadonlySet<Id>] => [id, new Set(circle)])))
}

/** Gives a name of letters, digits and `-` (CloudFormation API, CreateStack) that no other folder has. */
function stackName(folder: string, owners: Map<string, string>): string {
  const plain = folder.replace(/[^A-Za-z0-9-]+/g, '-')
  const name = plain === folder && !owners.has(plain) ? plain : `${plain}-${fingerprint(folder)}`
  owners.set(name, folder)
  return name
}
