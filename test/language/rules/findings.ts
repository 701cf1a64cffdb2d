import { compile } from '../../../src/compile-fully.js'
import type { Diagnostic } from '../../../src/diagnostic.js'

/** Gives what the compiler says of a text, without what it says of references to applications that are not given. */
export function findings(text: string): readonly Diagnostic[] {
  return compile([{ path: 'app.yaml', text }]).diagnostics.filter(({ code }) => code !== 'lattice/unknown-application')
}

/** Applies the edits of diagnostics, from the last place to the first. */
export function applyEdits(text: string, diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .flatMap(({ edits = [] }) => edits)
    .sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end)
    .reduce((edited, { span, text: replacement }) => edited.slice(0, span.start) + replacement + edited.slice(span.end), text)
}
