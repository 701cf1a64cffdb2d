import type { EcsDraft, Unit } from '../resources/ecs-draft.js'

/** Gives the units in the order in which they are deployed; each wave needs only earlier ones and, in a circle, itself. What is of no workload of the plan comes as soon as what it needs is there. */
export function unitWaves({ plan, units }: Pick<EcsDraft, 'plan' | 'units'>): readonly (readonly Unit[])[] {
  const waveOf = new Map(plan.waves.flatMap((wave, at) => wave.map((id): [string, number] => [id, at])))
  const waves: Unit[][] = []
  for (const unit of units) {
    const at = waveOf.get(unit.id) ?? Math.max(-1, ...unit.needs.map((id) => waveOf.get(id) ?? -1)) + 1
    waves[at] = [...(waves[at] ?? []), unit]
  }
  return waves.filter((wave) => wave.length > 0)
}
