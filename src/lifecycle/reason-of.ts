import { compareText } from '../diagnostic.js'
import type { Reason } from './decision.js'
import type { Edge } from './edges.js'
import { idOf } from './live.js'

/** Gives entries of manifests as reasons, sorted by who has them, then by place. */
export function reasonsOf(edges: readonly Edge[] = []): Reason[] {
  return edges
    .map(reasonOf)
    .sort((a, b) => compareText(a.by, b.by) || compareText(a.file, b.file) || a.line - b.line || a.column - b.column)
}

/** Gives an entry of a manifest as a reason. */
export function reasonOf({ from, kind, line, column }: Edge): Reason {
  return { by: idOf(from), version: from.version, kind, file: from.from?.file ?? '', line, column }
}

/** Gives who is behind some reasons, each once and the first eight by name: `` `orders/cache` and `invoices/cache` ``. */
export function whoNeeds(reasons: readonly Reason[]): string {
  const names = [...new Set(reasons.map(({ by }) => `\`${by}\``))]
  const shown = names.length <= 8 ? names : [...names.slice(0, 7), `${names.length - 7} others`]
  return listAll(shown)
}

/** `a`, `b` and `c`. */
export function listAll(words: readonly string[]): string {
  return words.length <= 1 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
