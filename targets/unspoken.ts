import type { Diagnostic, Span } from '../src/diagnostic.js'
import { type Place, spanOf } from '../src/plan/trace.js'

/**
 * Gives a function that leaves out the entries of which a diagnostic of the language has spoken: where a rule has said that something does nothing,
 * a target need not say it again. Of an entry that is spoken of in part, what is left is given piece by piece.
 */
export function makeUnspoken(diagnostics: readonly Diagnostic[]): (unused: readonly Place[]) => readonly Place[] {
  const own = diagnostics.filter(({ code }) => !code.startsWith('target/'))
  if (own.length === 0) return (unused) => unused
  const entries = new Set(
    own.flatMap(({ span, related = [] }) =>
      [span, ...related.map(({ span: other }) => other)].flatMap((found) => (found ? [keyOf(found)] : [])),
    ),
  )
  // a rule that speaks of the type speaks of all that has it
  const types = new Set(
    own
      .filter(({ code }) => code.startsWith('trait/') || code === 'schema/not-supported')
      .flatMap(({ span }) => (span ? [keyOf(span)] : [])),
  )

  const isSpokenOf = (place: Place): boolean => {
    const { document } = place
    const value: unknown = Reflect.get(place.parent, place.key)
    const isTyped =
      typeof value === 'object' && value !== null && Object.hasOwn(value, 'type') && types.has(keyOf(document.at(value, 'type')))
    return isTyped || (['key', 'value'] as const).some((part) => entries.has(keyOf(spanOf(place, part))))
  }

  const rest = (place: Place): readonly Place[] | undefined => {
    if (isSpokenOf(place)) return []
    const { document } = place
    const value: unknown = Reflect.get(place.parent, place.key)
    if (typeof value !== 'object' || value === null) return undefined
    const children = Object.keys(value).map((key): Place => ({ document, parent: value, key }))
    const left = children.map(rest)
    return left.every((found) => found === undefined)
      ? undefined
      : left.flatMap((found, index) => found ?? children.slice(index, index + 1))
  }
  return (unused) => unused.flatMap((place) => rest(place) ?? [place])
}

function keyOf({ source, start, end }: Span): string {
  return `${source.path}\n${start}\n${end}`
}
