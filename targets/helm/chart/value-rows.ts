import { markdownCode, markdownProse } from '../../markdown.js'
import type { Values } from '../values/values.js'

/** Longest default that a table shows; `values.yaml` has all of them. */
const longest = 60

/** A row of the table of values in a README. */
export interface ValueRow {
  readonly path: string
  readonly default: string
  readonly comment: string
}

/** Gives the values of a chart as rows of a table in Markdown. */
export function valueRows({ entries }: Values): readonly ValueRow[] {
  return groupedBy(entries, ({ path }) => path[0] ?? '').map(({ path, value, comment }) => ({
    path: markdownCode(path.map((key) => (/^[\w-]+$/.test(key) ? key : JSON.stringify(key))).join('.')),
    default: defaultOf(value),
    comment: markdownProse(comment),
  }))
}

/** What begins with the same key stands together, as in `values.yaml`, whatever the order in which it was said. */
function groupedBy<T>(list: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const groups = new Map<string, T[]>()
  for (const item of list) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return [...groups.values()].flat()
}

function defaultOf(value: unknown): string {
  const text = JSON.stringify(value) ?? ''
  return text.length > longest ? 'see `values.yaml`' : markdownCode(text)
}
