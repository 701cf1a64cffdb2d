import type { EcsDraft, Unit } from '../ecs-draft.js'

/** Where something stands in a unit: names of fields and positions in lists, the first `task`, `service`, `run`, `schedule` or `scaling`. */
export type FieldPath = readonly (string | number)[]

/** Says what AWS refuses of a unit, where it stands and, perhaps, how to mend it; `also` is where else a patch may have brought it in. */
export type Say = (path: FieldPath, message: string, help?: string, also?: readonly FieldPath[]) => void

/** Looks at a unit for what neither the models of the AWS SDK nor its client know. */
export type LimitRule = (unit: Unit, say: Say, draft: EcsDraft) => void

/** Gives a path as people write it: `containerDefinitions[0].healthCheck.interval`. The request is left out, because each has a file of its own. */
export function pathText(path: FieldPath): string {
  return path
    .slice(1)
    .map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`))
    .join('')
}
