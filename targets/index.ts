import { compose } from './compose/index.js'
import { ecs } from './ecs/index.js'
import { fly } from './fly/index.js'
import { helm } from './helm/index.js'
import { kubernetes } from './kubernetes/index.js'
import type { Target } from './target.js'

/** Every target, in the order of the support table. */
export const targets: readonly Target[] = [compose, kubernetes, helm, ecs, fly]

/** Gives the targets of these names; an unknown name is the caller's mistake, which the command line has answered before. */
export function targetsNamed(names: readonly string[]): readonly Target[] {
  return names.map((name) => {
    const target = targets.find((candidate) => candidate.name === name)
    if (target === undefined) throw new RangeError(`unknown target ${name}; known are ${targets.map((known) => known.name).join(', ')}`)
    return target
  })
}
