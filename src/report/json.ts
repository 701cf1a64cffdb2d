import type { Diagnostic, Span } from '../diagnostic.js'
import { type Locator, makeLocator, type Range } from './locate.js'

/** A diagnostic as `--format json` gives it (`schema/validate-output.schema.json`); what does not apply is null or empty, never absent. */
export interface JsonDiagnostic {
  readonly code: string
  readonly severity: Diagnostic['severity']
  readonly message: string
  readonly file: string | null
  readonly range: Range | null
  readonly label: string | null
  readonly help: string | null
  readonly related: readonly { readonly message: string; readonly file: string; readonly range: Range }[]
  readonly edits: readonly { readonly file: string; readonly range: Range; readonly text: string }[]
}

export interface Verdict {
  readonly span: Span
  readonly name?: string
  readonly verdict: 'valid' | 'invalid' | 'parse_error'
  readonly failures?: readonly { readonly level: string; readonly msg: string }[]
}

/** A document as `--format json` gives it; `failures` are wadm's own, in its dialect alone. */
export interface JsonDocument {
  readonly file: string
  readonly name: string | null
  readonly line: number
  readonly verdict: Verdict['verdict']
  readonly failures?: readonly { readonly level: string; readonly msg: string }[]
}

/** Gives the diagnostics for programs, all of them. */
export function jsonDiagnostics(diagnostics: readonly Diagnostic[], locator: Locator = makeLocator()): readonly JsonDiagnostic[] {
  const placed = (span: Span): { file: string; range: Range } => ({ file: span.source.path, range: locator.range(span) })
  return diagnostics.map(({ code, severity, message, span, label, help, related = [], edits = [] }) => ({
    code,
    severity,
    message,
    file: span?.source.path ?? null,
    range: span === undefined ? null : locator.range(span),
    label: label ?? null,
    help: help ?? null,
    related: related.map((other) => ({ message: other.message, ...placed(other.span) })),
    edits: edits.map((edit) => ({ ...placed(edit.span), text: edit.text })),
  }))
}

/** Gives the list `documents`. */
export function jsonDocuments(documents: readonly Verdict[], locator: Locator = makeLocator()): readonly JsonDocument[] {
  return documents.map(({ span, name, verdict, failures }) => ({
    file: span.source.path,
    name: name ?? null,
    line: locator.position(span.source, span.start).line,
    verdict,
    ...(failures !== undefined && { failures: failures.map(({ level, msg }) => ({ level, msg })) }),
  }))
}

/** Prints an object for programs: two blanks of indentation, one newline at the end. */
export function printJson(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}
