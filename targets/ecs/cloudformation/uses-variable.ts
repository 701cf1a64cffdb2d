import { variablesIn } from '../files/variables-in.js'
import type { Unit } from '../resources/ecs-draft.js'

/** Tells whether a request of a unit has the value of a variable in it. */
export function usesVariable({ task, service, scaling, run, schedule }: Unit, name: string): boolean {
  return variablesIn([task, service, scaling, run, schedule]).has(name)
}
