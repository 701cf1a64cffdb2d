import { CST, Lexer } from 'yaml'
import { Refusal } from './refusal.js'

// What the `yaml` package reads and libyaml 0.2 does not.

/** Gives a refusal for the first control character (libyaml reader.c). */
export function findControlCharacter(text: string): Refusal | undefined {
  const start = text.search(/[^\t\n\r\u0020-\u007E\u0085\u00A0-\uFFFD]/)
  if (start < 0) return undefined
  const code = text.charCodeAt(start).toString(16).toUpperCase().padStart(4, '0')
  return new Refusal(`the control character U+${code} is not allowed`, { start, end: start + 1 }, '')
}

/** Gives a refusal for the first tab that libyaml takes for indentation (scanner.c). */
export function findTabIndent(text: string): Refusal | undefined {
  const tab = text.includes('\t') ? findTab(text) : undefined
  return tab === undefined ? undefined : new Refusal('a tab cannot be used for indentation', { start: tab, end: tab + 1 }, '')
}

/**
 * A tab may stand between a key and its value and inside brackets,
 * but not where a block's key could start, which is at the start of a line and after `-` and `?`, nor in a line below a plain scalar
 * unless it stands deeper than the block: there the scalar might have gone on.
 */
function findTab(text: string): number | undefined {
  let offset = 0
  let lineStart = 0
  let depth = 0
  let isScalarNext = false
  let isBlockNext = false
  let mayStartKey = true
  let isBelowPlain = false
  let firstColumn = 0
  let block = -1
  for (const lexeme of new Lexer().lex(text)) {
    const type = isScalarNext ? 'scalar' : CST.tokenType(lexeme)
    isScalarNext = lexeme === CST.SCALAR
    if (signs.has(lexeme)) continue
    const column = offset - lineStart
    const isBlockScalar: boolean = isBlockNext && type === 'scalar'
    isBlockNext = type === 'block-scalar-header' || (isBlockNext && !isBlockScalar)
    if (type === 'space') {
      const tab = lexeme.indexOf('\t')
      const isSwallowed = isBelowPlain && column + tab > block
      const isIndent = depth === 0 ? mayStartKey : isBelowPlain && column === 0
      if (tab >= 0 && isIndent && !isSwallowed) return offset + tab
      if (mayStartKey && depth === 0) firstColumn = column + lexeme.length
    } else if (type === 'newline' || isBlockScalar) {
      const tab = isBlockScalar ? findTabInBlock(lexeme) : undefined
      if (tab !== undefined) return offset + tab
      mayStartKey = true
      lineStart = offset + lexeme.length
      if (depth === 0) firstColumn = 0
    } else if (depth === 0 && (type === 'seq-item-ind' || type === 'explicit-key-ind')) {
      block = column
      firstColumn = column + 1
      mayStartKey = true
      isBelowPlain = false
    } else if (type !== 'comment') {
      if (depth === 0 && type === 'map-value-ind') block = firstColumn
      isBelowPlain = type === 'scalar'
      mayStartKey = false
      depth += opening.has(lexeme) ? 1 : closing.has(lexeme) ? -1 : 0
    }
    offset += lexeme.length
  }
  return undefined
}

/** Gives where in the lines of a `|` or `>` scalar a tab stands before the column at which the text begins. */
function findTabInBlock(block: string): number | undefined {
  const width = /^(?:[ \t]*\n)*( *)/.exec(block)?.[1]?.length ?? 0
  for (const line of block.matchAll(/^( *)\t/gm)) {
    const leading = line[1]?.length ?? 0
    if (leading < width || line.index + leading <= (/[^ \n]/.exec(block)?.index ?? 0)) return line.index + leading
  }
  return undefined
}

/** The lexer's own signs for a document, the end of a flow and a scalar, which stand for no text. */
const signs: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR])
const opening: ReadonlySet<string> = new Set(['{', '['])
const closing: ReadonlySet<string> = new Set(['}', ']'])
