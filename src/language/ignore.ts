import { Lexer } from 'yaml'
import type { Code, Diagnostic, Source } from '../diagnostic.js'

interface Ignore {
  readonly source: Source
  readonly code: string
  readonly start: number
  readonly end: number
  /** Number of the first line below that is not such a comment itself. */
  readonly line: number
  used: boolean
}

/**
 * Takes away the warnings that a comment `# mc-ignore <code>` on the line above silences, and adds a warning for each such comment that silences nothing.
 * Errors cannot be silenced: the output would be wrong. Where no target was asked (`hasTargets`), nothing is known of its warnings.
 */
export function applyIgnores(
  parsed: readonly { readonly source: Source }[],
  diagnostics: readonly Diagnostic[],
  hasTargets: boolean,
): Diagnostic[] {
  const ignores = parsed.flatMap(({ source }) => ignoresOf(source))
  if (ignores.length === 0) return [...diagnostics]
  const kept = diagnostics.filter(({ code, severity, span }) => {
    if (severity === 'error' || span === undefined) return true
    const matching = ignores.filter(
      (ignore) => ignore.source.path === span.source.path && ignore.code === code && ignore.line === lineOf(span.source.text, span.start),
    )
    for (const ignore of matching) ignore.used = true
    return matching.length === 0
  })
  const unused = ignores
    .filter(({ used, code }) => !used && (hasTargets || !code.startsWith('target/')))
    .map(({ source, start, end, code }): Diagnostic => {
      const isErrorCode = diagnostics.some((diagnostic) => diagnostic.code === code && diagnostic.severity === 'error')
      const why = isErrorCode ? 'errors cannot be silenced' : 'the line below has no such warning'
      return {
        code: 'ignore/unused' satisfies Code,
        severity: 'warning',
        message: `this comment silences nothing: ${why}`,
        span: { source, start, end },
        help: 'remove the comment',
      }
    })
  return [...kept, ...unused]
}

/** Only comments count: the same words inside a string are the user's data. */
function ignoresOf(source: Source): Ignore[] {
  if (!source.text.includes('mc-ignore')) return []
  const found: Ignore[] = []
  let offset = 0
  for (const lexeme of new Lexer().lex(source.text)) {
    const isMark = lexeme === '\u0002' || lexeme === '\u0018' || lexeme === '\u001f'
    const match = /^#\s*mc-ignore\s+([a-z]+\/[a-z-]+)/.exec(lexeme)
    if (match?.[1] !== undefined)
      found.push({
        source,
        code: match[1],
        start: offset,
        end: offset + lexeme.trimEnd().length,
        line: lineOf(source.text, offset) + 1,
        used: false,
      })
    if (!isMark) offset += lexeme.length
  }
  const lines = new Set(found.map(({ line }) => line - 1))
  return found.map((ignore) => {
    let { line } = ignore
    while (lines.has(line)) line++
    return { ...ignore, line }
  })
}

function lineOf(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}
