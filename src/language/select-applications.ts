import { compareText, type Diagnostic, type Report, type Source, type Span } from '../diagnostic.js'
import type { Document } from './document.js'
import type { Manifest } from './manifest.js'
import type { ParsedSource } from './parse.js'
import { nearest } from './suggest.js'
import type { Verdict } from './verdict.js'

/** The documents that claim to be Applications, and what became of the others. */
export interface Selection {
  readonly documents: readonly Document[]
  /** Names of applications that are broken (their YAML, or their form): a reference to one of them is not an unknown application. */
  brokenNames(sound: readonly Manifest[]): ReadonlySet<string>
  readonly skipped: number
  verdicts(diagnostics: readonly Diagnostic[]): readonly Verdict[]
}

/**
 * Chooses the Applications among the documents. Others (a Deployment beside the manifest, an Argo CD Application) are passed over and counted;
 * where the user named the very file, a document that is no Application is an error.
 */
export function selectApplications(parsed: readonly ParsedSource[], report: Report): Selection {
  const documents: Document[] = []
  const broken: Document[] = []
  let skipped = 0
  for (const { source, documents: whole, broken: torn } of parsed) {
    for (const document of whole) {
      if (isApplication(document.value)) documents.push(document)
      else if (source.explicit) report(notAnApplication(document))
      else skipped++
    }
    if (mayHoldApplication(source)) broken.push(...torn)
    else skipped += torn.length
  }
  return {
    documents,
    brokenNames(sound) {
      const whole = new Set(sound.map(({ document }) => document))
      const names = [...broken, ...documents.filter((document) => !whole.has(document))].map(({ value }) =>
        text(get(get(value, 'metadata'), 'name')),
      )
      return new Set(names.filter((name) => name !== undefined))
    },
    skipped,
    verdicts(diagnostics) {
      const errors = new Map<string, number[]>()
      for (const { severity, span } of diagnostics) {
        if (severity !== 'error' || span === undefined) continue
        const starts = errors.get(span.source.path)
        if (starts === undefined) errors.set(span.source.path, [span.start])
        else starts.push(span.start)
      }
      const torn = new Set(broken)
      return [...documents, ...broken]
        .map((document) => verdictOf(document, torn.has(document), errors.get(document.source.path) ?? []))
        .sort((a, b) => compareText(a.span.source.path, b.span.source.path) || a.span.start - b.span.start)
    },
  }
}

/**
 * Tells whether a file could be meant as a manifest. Folders hold other YAML too, and some of it is no YAML at all (templates of charts):
 * a syntax error there is not ours to report, unless the user named the file.
 */
export function mayHoldApplication({ explicit, text }: Source): boolean {
  if (explicit === true || /\bApplication\b|\bcore\.oam\.dev\b/.test(text)) return true
  const isTemplate = /\{\{|\{%/.test(text)
  const isOfAnotherKind = /^["']?kind["']?:[ \t]*["']?[A-Za-z]/m.test(text)
  return !isTemplate && !isOfAnotherKind
}

/**
 * `kind: Application` of another group (Argo CD, the Kubernetes SIG's) belongs to somebody else; a group that is nearly ours is ours, misspelt.
 */
function isApplication(value: unknown): boolean {
  if (get(value, 'kind') !== 'Application') {
    const kind = text(get(value, 'kind'))
    return kind !== undefined && nearest(kind, ['Application']) !== undefined && get(get(value, 'spec'), 'components') !== undefined
  }
  const apiVersion = get(value, 'apiVersion')
  if (typeof apiVersion !== 'string' || !apiVersion.includes('/')) return true
  const group = apiVersion.slice(0, apiVersion.indexOf('/'))
  return group === 'core.oam.dev' || nearest(group, ['core.oam.dev']) !== undefined || get(get(value, 'spec'), 'components') !== undefined
}

function notAnApplication(document: Document): Diagnostic {
  const { value } = document
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const kind = text(get(value, 'kind'))
  const span: Span =
    kind !== undefined && isObject ? document.at(value, 'kind') : { source: document.source, start: document.start, end: document.start }
  const message =
    kind === undefined ? 'document is not an application: it has no `kind`' : `document is a \`${kind}\`, not an \`Application\``
  return {
    code: 'schema/not-an-application',
    severity: 'error',
    message,
    span,
    help: 'an application begins with `apiVersion: core.oam.dev/v1beta1` and `kind: Application`',
  }
}

function verdictOf({ source, start, end, value }: Document, isBroken: boolean, errors: readonly number[]): Verdict {
  const name = text(get(get(value, 'metadata'), 'name'))
  const verdict = isBroken ? 'parse_error' : errors.some((at) => at >= start && at <= end) ? 'invalid' : 'valid'
  return { span: { source, start, end }, verdict, ...(name !== undefined && { name }) }
}

function get(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
