/** One text given to the compiler. `path` is what reports show: relative to the working directory, `/` between names; `-` is standard input. */
export interface Source {
  readonly path: string
  readonly text: string
  /** True where the user named this very file (or standard input): then a document that is not an Application is an error instead of being skipped. */
  readonly explicit?: boolean
}

/** A stretch of a source: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly source: Source
  readonly start: number
  readonly end: number
}

export type Severity = 'error' | 'warning' | 'info'

/** `area/name` in kebab case, naming the bad state. Never reused, never renamed; each answers `mc explain`. */
export type Code =
  `${'input' | 'yaml' | 'lifecycle' | 'store' | 'schema' | 'wadm' | 'fly' | 'container' | 'trait' | 'link' | 'wasm' | 'spin' | 'lattice' | 'target' | 'ignore'}/${string}`

/** A replacement of the text under `span`; several edits of one diagnostic are applied together. */
export interface Edit {
  readonly span: Span
  readonly text: string
}

/** Everything that mc has to say about a manifest, and the only way it says it. */
export interface Diagnostic {
  readonly code: Code
  readonly severity: Severity
  /** Lower case, no full stop, names in backticks; stands alone without the frame. */
  readonly message: string
  /** The tightest stretch at fault. */
  readonly span?: Span
  /** Stands beside the carets of the frame. */
  readonly label?: string
  readonly related?: readonly { readonly span: Span; readonly message: string }[]
  /** What to do next; may have several lines (a rewritten form of the user's own text). */
  readonly help?: string
  /** A correction that `mc validate --fix` and an editor may apply. */
  readonly edits?: readonly Edit[]
}

export type Report = (diagnostic: Diagnostic) => void

/** What a rule says; the runner stamps the rule's code and severity on it. */
export type Finding = Omit<Diagnostic, 'code' | 'severity'>

/** Gives the diagnostics in the one order that all reports use (path, start, code) without exact repetitions. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>()
  return diagnostics
    .map((diagnostic) => ({ diagnostic, key: keyOf(diagnostic) }))
    .filter(({ key }) => !seen.has(key) && seen.add(key))
    .sort(
      (a, b) =>
        compareText(a.diagnostic.span?.source.path ?? '', b.diagnostic.span?.source.path ?? '') ||
        (a.diagnostic.span?.start ?? -1) - (b.diagnostic.span?.start ?? -1) ||
        compareText(a.key, b.key),
    )
    .map(({ diagnostic }) => diagnostic)
}

/** Orders two strings by UTF-16 code units: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'error'
}

function keyOf({ code, message, span }: Diagnostic): string {
  return `${code}\0${span?.source.path ?? ''}\0${span?.start ?? ''}\0${span?.end ?? ''}\0${message}`
}
