/** Gives a text of somebody's as prose of a Markdown file: nothing in it is taken for markup, and it stays one paragraph. */
export function markdownText(text: string): string {
  return escaped(text).trim()
}

/** Gives a text as code within a line or a cell of a table (GitHub Flavored Markdown: a bar ends a cell even in code). */
export function markdownCode(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').replaceAll('|', '\\|')
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const gap = longest > 0 || line.trim() === '' ? ' ' : ''
  return line === '' ? '' : `${fence}${gap}${line}${gap}${fence}`
}

/** Gives prose of ours, in which somebody's words may stand: what is between back-quotes is code, the rest is no markup. */
export function markdownProse(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((piece, at) => (at % 2 === 1 ? markdownCode(piece.slice(1, -1)) : escaped(piece)))
    .join('')
}

/** Gives the items of a list in a sentence. */
export function markdownList(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}

function escaped(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').replace(/[\\`*_[\]<>|#{}~]/g, '\\$&')
}
