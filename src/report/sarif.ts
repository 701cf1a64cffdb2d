import type { Diagnostic, Edit, Span } from '../diagnostic.js'
import { type Locator, makeLocator } from './locate.js'

/** What the log says of a code; rules and the codes of other stages have these. */
export interface SarifRule {
  readonly code: string
  readonly severity: Diagnostic['severity']
  readonly summary: string
  readonly why: string
}

/**
 * Gives a SARIF 2.1.0 log (OASIS standard, sections 3.13 ff.) of one run.
 * File names are the same from run to run, because GitHub recognises an alert by them; columns are UTF-16 units, as everywhere in mc.
 */
export function sarifReport(diagnostics: readonly Diagnostic[], rules: readonly SarifRule[], version: string): object {
  const locator = makeLocator()
  const index = new Map(rules.map(({ code }, at) => [code, at]))
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'mc',
            version,
            rules: rules.map(({ code, severity, summary, why }) => ({
              id: code,
              shortDescription: { text: summary },
              fullDescription: { text: why },
              help: { text: `${why}\n\nmc explain ${code} shows an example.` },
              defaultConfiguration: { level: levelOf(severity) },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic) => result(diagnostic, index.get(diagnostic.code), locator)),
      },
    ],
  }
}

function result(
  { code, severity, message, span, label, help, related = [], edits = [] }: Diagnostic,
  ruleIndex: number | undefined,
  locator: Locator,
): object {
  return {
    ruleId: code,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levelOf(severity),
    message: { text: [label === undefined ? message : `${message} (${label})`, ...(help === undefined ? [] : [help])].join('\n') },
    ...(span !== undefined && { locations: [{ physicalLocation: placeOf(span, locator) }] }),
    ...(related.length > 0 && {
      relatedLocations: related.map((other) => ({ physicalLocation: placeOf(other.span, locator), message: { text: other.message } })),
    }),
    ...(edits.length > 0 && {
      fixes: [{ description: { text: label ?? help ?? 'correct it' }, artifactChanges: changesOf(edits, locator) }],
    }),
  }
}

/** One entry for each file, as section 3.56 asks. */
function changesOf(edits: readonly Edit[], locator: Locator): readonly object[] {
  const files = new Map<string, Edit[]>()
  for (const edit of edits) files.set(edit.span.source.path, [...(files.get(edit.span.source.path) ?? []), edit])
  return [...files].map(([path, own]) => ({
    artifactLocation: artifactOf(path),
    replacements: own.map((edit) => ({ deletedRegion: regionOf(edit.span, locator), insertedContent: { text: edit.text } })),
  }))
}

function placeOf(span: Span, locator: Locator): object {
  return { artifactLocation: artifactOf(span.source.path), region: regionOf(span, locator) }
}

function regionOf(span: Span, locator: Locator): object {
  const { start, end } = locator.range(span)
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    charOffset: start.offset,
    charLength: end.offset - start.offset,
  }
}

/** A path is a URI here: each name is escaped (RFC 3986), and standard input has a name of its own. */
function artifactOf(path: string): object {
  if (path === '-') return { uri: 'stdin' }
  const uri = path.split('/').map(encodeURIComponent).join('/')
  return path.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: '%SRCROOT%' }
}

function levelOf(severity: Diagnostic['severity']): 'error' | 'warning' | 'note' {
  return severity === 'info' ? 'note' : severity
}
