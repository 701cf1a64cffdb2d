import { CST, Lexer } from 'yaml'

/**
 * Gives a text of the same length that the `yaml` package reads where libyaml reads the original: libyaml lets brackets and quoted strings
 * go on at any indentation and takes `#` right behind them for a comment. Their line breaks become spaces, and `brokenLine` inside quotes;
 * their comments become spaces. Gives undefined where nothing of the kind is found.
 */
export function relaxLayout(text: string): string | undefined {
  let relaxed = text
  for (let round = 0; round < roundLimit; round++) {
    const region = findCutRegion(relaxed)
    if (region === undefined) break
    relaxed = relaxed.slice(0, region.start) + region.joined + relaxed.slice(region.start + region.joined.length)
  }
  return relaxed === text ? undefined : relaxed
}

/** Stands for a line break in a quoted string; libyaml allows it in no text. */
const brokenLine = '\uFFFF'

/** Every round reads the text anew, so a text with very many such places is given up. */
const roundLimit = 100

/** Gives a string's value with its marked line breaks folded: one becomes a space, each further one a line feed (YAML 1.2, line folding). */
export function foldBrokenLines(value: string): string {
  if (!value.includes(brokenLine)) return value
  return value.replace(/[ \t]*\uFFFF[ \t\uFFFF]*/g, (breaks) => '\n'.repeat(breaks.split(brokenLine).length - 2) || ' ')
}

interface Region {
  readonly start: number
  readonly joined: string
}

/** The first bracket or string that the lexer ends before its end, or comment that touches what stands before it. */
function findCutRegion(text: string): Region | undefined {
  let offset = 0
  let depth = 0
  let flowStart = 0
  let isScalarNext = false
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === CST.FLOW_END && depth > 0) return joinFlow(text, flowStart)
    const type = isScalarNext ? 'scalar' : CST.tokenType(lexeme)
    isScalarNext = lexeme === CST.SCALAR
    if (lexeme === CST.SCALAR || lexeme === CST.DOCUMENT || lexeme === CST.FLOW_END) continue
    if (type === 'flow-map-start' || type === 'flow-seq-start') {
      if (depth === 0) flowStart = offset
      depth += 1
    } else if (type === 'flow-map-end' || type === 'flow-seq-end') {
      depth -= 1
    } else if (type === 'single-quoted-scalar' || type === 'double-quoted-scalar') {
      if (endOfQuoted(lexeme, 0) !== lexeme.length) return depth > 0 ? joinFlow(text, flowStart) : joinQuoted(text, offset)
    } else if (type === 'comment' && /["'\]},[{]/.test(text.charAt(offset - 1))) {
      return { start: offset, joined: ' '.repeat(lexeme.length) }
    }
    offset += lexeme.length
  }
  return undefined
}

/** The bracketed text that begins at `start` on one line, or undefined where it does not end or is on one line already. */
function joinFlow(text: string, start: number): Region | undefined {
  const tokens = /(["'])|#[^\n]*|([[{])|([\]}])|\n|,|:(?=\s)|[^\s"'#[\]{},\n](?:[^\n[\]{},:#]|:(?!\s)|(?<!\s)#)*|[^\S\n]+|:/g
  tokens.lastIndex = start
  let joined = ''
  let depth = 0
  let isBelowPlain = false
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    const [lexeme, quote, opening, closing] = token
    if (quote !== undefined) {
      const end = endOfQuoted(text, token.index)
      if (end === token.index) return undefined
      joined += joinQuoted(text, token.index)?.joined ?? text.slice(token.index, end)
      tokens.lastIndex = end
    } else joined += lexeme === '\n' || lexeme.startsWith('#') ? ' '.repeat(lexeme.length) : lexeme
    // Below a plain scalar libyaml takes such a tab for indentation, and refuses it.
    if (isBelowPlain && joined.length > 0 && /^[^\S\n]*\t/.test(lexeme) && text.charAt(token.index - 1) === '\n') return undefined
    if (/\S/.test(lexeme)) isBelowPlain = !/^["'#[\]{},:]/.test(lexeme)
    depth += opening !== undefined ? 1 : closing !== undefined ? -1 : 0
    if (depth === 0) return joined === text.slice(start, start + joined.length) ? undefined : { start, joined }
  }
  return undefined
}

function joinQuoted(text: string, start: number): Region | undefined {
  const quoted = text.slice(start, endOfQuoted(text, start))
  const joined = quoted.replace(/\r?\n/g, (lineBreak) => brokenLine.padStart(lineBreak.length, ' '))
  return joined === quoted ? undefined : { start, joined }
}

/** Gives the offset behind the closing quote of the string that begins at `start`, or `start` where there is none. */
function endOfQuoted(text: string, start: number): number {
  const quoted = text.charAt(start) === '"' ? /"(?:[^"\\]|\\.)*"/sy : /'(?:[^']|'')*'/y
  quoted.lastIndex = start
  return quoted.test(text) ? quoted.lastIndex : start
}
