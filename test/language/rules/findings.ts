import { type Diagnostic, sortDiagnostics } from '../../../src/diagnostic.js'
import { parse } from '../../../src/language/parse.js'
import { checkManifests } from '../../../src/language/rules/check.js'
import { checkSchema } from '../../../src/language/schema-check.js'
import { selectApplications } from '../../../src/language/select-applications.js'

/** Gives what reading, the schema and the rules over one application say of a text. */
export function findings(text: string): Diagnostic[] {
  const found: Diagnostic[] = []
  const report = (diagnostic: Diagnostic): void => void found.push(diagnostic)
  const parsed = parse({ path: 'app.yaml', text }, report)
  const { documents } = selectApplications([parsed], report)
  checkManifests(
    documents.flatMap((document) => checkSchema(document, report) ?? []),
    report,
  )
  return sortDiagnostics(found)
}

/** Applies the edits of diagnostics, from the last place to the first. */
export function applyEdits(text: string, diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .flatMap(({ edits = [] }) => edits)
    .sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end)
    .reduce((edited, { span, text: replacement }) => edited.slice(0, span.start) + replacement + edited.slice(span.end), text)
}
