import type { Values } from '../values/values.js'
import { markdownCode, markdownProse } from './markdown.js'

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
  return entries.map(({ path, value, comment }) => ({
    path: markdownCode(path.map((key) => (/^[\w-]+$/.test(key) ? key : JSON.stringify(key))).join('.')),
    default: defaultOf(value),
    comment: markdownProse(comment),
  }))
}

function defaultOf(value: unknown): string {
  const text = JSON.stringify(value) ?? ''
  return text.length > longest ? 'see `values.yaml`' : markdownCode(text)
}
