import { distance } from 'fastest-levenshtein'

/**
 * Gives the known name that `word` was probably meant to be, or nothing: a wrong suggestion is worse than none.
 * The threshold is graphql-js's (`floor(length * 0.4) + 1`); a difference in case alone counts one.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  return ranked(word, known)[0]
}

/** Gives the names to show beside an error: all of them where they are eight or fewer, else the nearest three. */
export function candidates(word: string, known: readonly string[]): readonly string[] {
  return known.length <= 8 ? [...known].sort() : ranked(word, known).slice(0, 3)
}

/** `a`, `b` or `c`, in backticks. */
export function listWords(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``)
  return quoted.length <= 1 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}

function ranked(word: string, known: Iterable<string>): string[] {
  const limit = Math.floor(word.length * 0.4) + 1
  const scored: { name: string; score: number }[] = []
  for (const name of known) {
    if (name === word) continue
    const score = name.toLowerCase() === word.toLowerCase() ? 1 : distance(word.toLowerCase(), name.toLowerCase())
    if (score <= limit && score < Math.max(word.length, name.length)) scored.push({ name, score })
  }
  return scored.sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1)).map(({ name }) => name)
}
