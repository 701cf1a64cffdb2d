import { Composer, type CST, Lexer, Parser, type YAMLError } from 'yaml'
import type { Code, Diagnostic, Report, Source } from '../diagnostic.js'
import { type Bounds, defaultBounds } from './bounds.js'
import { convert } from './convert.js'
import { type Document, makeDocument } from './document.js'

/** What one source holds. */
export interface ParsedSource {
  readonly source: Source
  readonly documents: readonly Document[]
  /** Documents whose YAML is broken go no further, but the name of their application is known, where it can be read. */
  readonly broken: readonly Document[]
}

/**
 * Reads the documents of a source (YAML 1.2 core schema; JSON is a part of it).
 * Reports syntax errors and exceeded bounds, each with a code and a position; a broken document never hides another.
 */
export function parse(source: Source, report: Report, bounds: Bounds = defaultBounds): ParsedSource {
  const fail = (code: Code, message: string, start: number, end: number, more: Partial<Diagnostic> = {}): void =>
    report({ code, severity: 'error', message, span: { source, start, end: Math.max(start, end) }, ...more })
  const documents: Document[] = []
  const broken: Document[] = []
  if (source.text.length > bounds.fileSize || (source.text.length * 3 > bounds.fileSize && byteLength(source.text) > bounds.fileSize)) {
    fail('input/too-large', `file is larger than ${bounds.fileSize / 1024 / 1024} MiB`, 0, 0, {
      help: 'split it: one application per file reads best',
    })
    return { source, documents, broken }
  }
  let tooDeep: number | undefined
  const composer = new Composer({ version: '1.2', merge: false, uniqueKeys: false, keepSourceTokens: false })
  const tokens = tokensOf(source.text, bounds.nesting, (offset) => {
    tooDeep = offset
  })
  let count = 0
  for (const yaml of composer.compose(tokens, false, source.text.length)) {
    if (count++ >= bounds.documents) {
      fail('input/too-many-documents', `file has more than ${bounds.documents} documents`, yaml.range[0], yaml.range[0])
      break
    }
    const [start, end] = [yaml.contents?.range?.[0] ?? yaml.range[0], yaml.range[1]]
    if (yaml.contents === null || (yaml.errors.length === 0 && isEmpty(yaml.contents))) {
      if (yaml.errors.length === 0) continue
    }
    const { value, layouts, problems } = convert(yaml, bounds)
    const document = makeDocument(source, value, layouts, start, end)
    if (tooDeep === undefined)
      for (const error of firstPerLine(yaml.errors, source.text).slice(0, shownErrors)) {
        const { code, message, start: from, end: to, more } = slipOf(error, source.text)
        fail(code, message, from, to, more)
      }
    // what the parser guessed after a slip says nothing more
    for (const { code, message, start: from, end: to, related } of yaml.errors.length > 0 ? [] : problems) {
      const places = related ? { related: [{ span: { source, start: related.start, end: related.end }, message: related.message }] } : {}
      if (code === 'yaml/unknown-tag') report({ code, severity: 'warning', message, span: { source, ...tagBefore(source.text, from) } })
      else fail(code, message, from, to, places)
    }
    const isBroken = tooDeep !== undefined || yaml.errors.length > 0 || problems.some(({ code }) => code !== 'yaml/unknown-tag')
    if (isBroken) broken.push(document)
    else documents.push(document)
  }
  if (tooDeep !== undefined) {
    if (broken.length === 0) broken.push(makeDocument(source, undefined, new Map(), 0, source.text.length))
    fail('yaml/nesting', `maps and lists are nested more than ${bounds.nesting} deep`, tooDeep, tooDeep + 1, {
      help: 'flatten the value; no field of the language is that deep',
    })
  }
  return { source, documents, broken }
}

/** The parser's range of a value begins behind its tag. */
function tagBefore(text: string, offset: number): { start: number; end: number } {
  const start = Math.max(text.lastIndexOf('\n', offset - 1) + 1, 0)
  const match = /!\S*\s*$/.exec(text.slice(start, offset))
  return match === null
    ? { start: offset, end: offset }
    : { start: start + match.index, end: start + match.index + match[0].trimEnd().length }
}

/** After that many slips in one document the parser is guessing. */
const shownErrors = 20

/** The parser keeps its own stack, so depth is known before the composer, which recurses, sees the token. */
function* tokensOf(text: string, nesting: number, tooDeep: (offset: number) => void): Generator<CST.Token> {
  const parser = new Parser()
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme)
    if (parser.stack.length > nesting + 3) {
      tooDeep(Math.max(0, parser.offset - 1))
      return
    }
  }
  yield* parser.end()
}

function isEmpty(contents: unknown): boolean {
  return (
    typeof contents === 'object' &&
    contents !== null &&
    'value' in contents &&
    contents.value === null &&
    'source' in contents &&
    !contents.source
  )
}

/** One slip makes the parser stumble on; the first error of a line is the one that helps, and a tab explains all that follows it. */
function firstPerLine(errors: readonly YAMLError[], text: string): YAMLError[] {
  const lines = new Set<number>()
  const tabs = errors.filter(({ code }) => code === 'TAB_AS_INDENT')
  return (tabs.length > 0 ? tabs : errors).filter(({ pos }, index, all) => {
    const line = text.lastIndexOf('\n', Math.max(0, pos[0] - 1))
    if (lines.has(line)) return false
    lines.add(line)
    return index === 0 || all[index - 1]?.code !== 'UNEXPECTED_TOKEN'
  })
}

interface Slip {
  readonly code: Code
  readonly message: string
  readonly start: number
  readonly end: number
  readonly more?: Partial<Diagnostic>
}

/** The parser's error in our words, at the place where the user can mend it. */
function slipOf({ code, message, pos }: YAMLError, text: string): Slip {
  const start = Math.min(pos[0], text.length)
  const end = Math.max(start, Math.min(pos[1], text.length))
  const plain = message.split('\n')[0] ?? message
  switch (code) {
    case 'TAB_AS_INDENT':
      return { code: 'yaml/tab-indentation', message: 'a tab cannot indent YAML', start, end, more: { help: 'indent with spaces' } }
    case 'MISSING_CHAR': {
      const quote = /closing (["'])/.exec(plain)?.[1]
      if (quote === undefined) break
      const open = openingQuote(text, quote, start)
      return {
        code: 'yaml/unterminated-string',
        message: `string has no closing ${quote}`,
        start: open,
        end: open + 1,
        more: { label: 'opened here' },
      }
    }
    case 'BAD_DQ_ESCAPE':
      return {
        code: 'yaml/bad-escape',
        message: lower(plain),
        start,
        end: Math.min(start + 2, text.length),
        more: { help: 'write `\\\\` for a backslash, or use single quotes, which know no escapes' },
      }
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        code: 'yaml/syntax',
        message: 'a value that contains `: ` needs quotes',
        start,
        end,
        more: { help: 'put the value in quotes' },
      }
    case 'BAD_SCALAR_START':
      return {
        code: 'yaml/syntax',
        message: `a plain value cannot begin with \`${text[start] ?? ''}\``,
        start,
        end,
        more: { help: 'put the value in quotes' },
      }
    case 'BAD_INDENT': {
      const bracket = /end with a ([\]}])$/.exec(plain)?.[1]
      if (bracket === undefined) break
      const what = bracket === ']' ? 'a list that begins with `[`' : 'a map that begins with `{`'
      return { code: 'yaml/syntax', message: `${what} has no closing \`${bracket}\` before this`, start, end }
    }
  }
  return { code: 'yaml/syntax', message: lower(plain).replace(/ ?[":']+$/, ''), start, end }
}

function openingQuote(text: string, quote: string, end: number): number {
  for (let at = Math.min(end, text.length) - 1; at >= 0; at--) {
    if (text[at] === quote && /[\s:\-,[{?]/.test(text[at - 1] ?? ' ')) return at
  }
  return Math.max(0, end - 1)
}

function lower(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1)
}

/** `Buffer` and `TextEncoder` are not needed to count, and this module runs in a browser too. */
function byteLength(text: string): number {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}
