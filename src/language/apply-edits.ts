import type { Edit } from '../diagnostic.js'

/**
 * Gives the text after the edits, applied from the end so that offsets stay true. Line breaks that an edit brings become those of the text.
 * Edits must not overlap (`overlaps` tells).
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n'
  let result = text
  for (const { span, text: replacement } of [...edits].sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end)) {
    result = result.slice(0, span.start) + replacement.replace(/\r?\n/g, lineBreak) + result.slice(span.end)
  }
  return result
}

/** Tells whether two edits touch one stretch of one source, or insert at one place, so that their order would matter. */
export function overlaps(a: Edit, b: Edit): boolean {
  if (a.span.source.path !== b.span.source.path) return false
  if (a.span.start === b.span.start) return true
  return a.span.start < b.span.end && b.span.start < a.span.end
}
