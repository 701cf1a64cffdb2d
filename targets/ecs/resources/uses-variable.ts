import type { Unit } from './ecs-draft.js'
import { piecesOf } from './variables.js'

/** Tells whether a request of a unit has the value of a variable in it. */
export function usesVariable({ task, service, scaling, run, schedule }: Unit, name: string): boolean {
  const has = (value: unknown): boolean => {
    if (typeof value === 'string') return piecesOf(value).some((piece) => 'variable' in piece && piece.variable === name)
    return typeof value === 'object' && value !== null && Object.values(value).some(has)
  }
  return [task, service, scaling, run, schedule].some(has)
}
