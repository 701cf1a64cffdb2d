import { cells } from './cells.js'
import { printable } from './printable.js'

/** Gives rows of text as lines whose columns stand below each other, two blanks apart; nothing in them reaches a terminal raw, and an empty cell is `-`. */
export function tableLines(rows: readonly (readonly string[])[]): readonly string[] {
  const safe = rows.map((row) => row.map((text) => printable(text) || '-'))
  const widths = (safe[0] ?? []).map((_, column) => Math.max(...safe.map((row) => widthOf(row[column] ?? ''))))
  return safe.map((row) =>
    row
      .map((text, column) => text + ' '.repeat((widths[column] ?? 0) - widthOf(text)))
      .join('  ')
      .trimEnd(),
  )
}

function widthOf(text: string): number {
  return cells(text).reduce((sum, { width }) => sum + width, 0)
}
