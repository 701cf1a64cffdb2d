import type { PartStack, StackLife } from './stack-life.js'

/** Services that need each other in a circle, and the stacks that they are in. */
export interface Circle {
  readonly services: readonly string[]
  readonly stacks: readonly PartStack[]
}

/** Gives the circles of a lattice: tasks learn of the endpoints of Service Connect only when they start, so that all but the last service of a circle are deployed a second time. */
export function circlesIn({ parts }: Pick<StackLife, 'parts'>): readonly Circle[] {
  const sets = new Set(parts.flatMap(({ part }) => [...part.circles.values()]))
  const distinct = new Map([...sets].map((ids) => [[...ids].sort().join('\n'), ids]))
  return [...distinct.values()].map((ids) => ({
    services: parts.flatMap(({ part }) =>
      part.units.flatMap(({ id, name, service }) => (ids.has(id) && service !== undefined ? [name] : [])),
    ),
    stacks: parts.filter(({ part }) => part.units.some(({ id }) => ids.has(id))),
  }))
}
