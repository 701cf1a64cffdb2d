/** Gives a text of somebody's as prose of a Markdown file: nothing in it is taken for markup, and it stays one paragraph. */
export function markdownText(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|#{}~]/g, '\\$&')
}

/** Gives a text as code within a line or a cell of a table (GitHub Flavored Markdown: a bar ends a cell even in code). */
export function markdownCode(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').replaceAll('|', '\\|')
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const gap = longest > 0 || line.trim() === '' ? ' ' : ''
  return line === '' ? '' : `${fence}${gap}${line}${gap}${fence}`
}
