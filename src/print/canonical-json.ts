import { compareText } from '../diagnostic.js'

/** Gives JSON with sorted keys and no white space: the same for every order in which the same values were written. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, own: unknown) =>
    typeof own === 'object' && own !== null && !Array.isArray(own)
      ? Object.fromEntries(Object.entries(own).sort(([a], [b]) => compareText(a, b)))
      : own,
  )
}
