import { withVariables } from '../resources/variables.js'

/** Gives the names of the variables that a value of the resources has marks of. */
export function variablesIn(value: unknown): ReadonlySet<string> {
  const names = new Set<string>()
  withVariables(value, (pieces) => {
    for (const piece of pieces) if ('variable' in piece) names.add(piece.variable)
  })
  return names
}
