import { type Diagnostic, type Source, type Span, sortDiagnostics } from '../diagnostic.js'
import { buildLattice } from '../lattice/build-lattice.js'
import type { Lattice } from '../lattice/lattice.js'
import type { Bounds } from './bounds.js'
import { parse } from './parse.js'
import { checkWadm, type WadmFailure } from './wadm/check-wadm.js'

/** What became of one document. */
export interface Verdict {
  readonly span: Span
  readonly verdict: 'valid' | 'invalid' | 'parse_error'
  readonly name?: string
  /** wadm's own failures, with `--compat wadm`. */
  readonly failures?: readonly WadmFailure[]
}

export interface Judgement {
  readonly diagnostics: readonly Diagnostic[]
  readonly documents: readonly Verdict[]
  readonly skipped: number
  readonly lattice: Lattice
}

/** Answers for each source whether wadm 0.21 would accept it, with wadm's own messages; wadm takes one document per file. */
export function judgeByWadm(sources: readonly Source[], bounds: Bounds | undefined): Judgement {
  const found: Diagnostic[] = []
  const documents = sources.map((source): Verdict => {
    const span = { source, start: 0, end: source.text.length }
    const exceeded: Diagnostic[] = []
    parse(source, (diagnostic) => isBound(diagnostic) && exceeded.push(diagnostic), bounds)
    found.push(...exceeded)
    if (exceeded.length > 0) return { span, verdict: 'parse_error' }
    const answer = checkWadm(source.text)
    const at = ({ start, end }: { start: number; end: number }): Span => ({ source, start, end })
    for (const failure of answer.failures) {
      const isWarning = failure.level === 'Warning'
      found.push({
        code: isWarning ? 'wadm/warning' : 'wadm/invalid',
        severity: isWarning ? 'warning' : 'error',
        message: failure.msg,
        span: at(failure),
      })
    }
    if (answer.error)
      found.push({
        code: 'wadm/parse-error',
        severity: 'error',
        message: answer.error.path ? `${answer.error.path}: ${answer.error.message}` : answer.error.message,
        span: at(answer.error),
      })
    if (answer.panic)
      found.push({
        code: 'wadm/crash',
        severity: 'error',
        message: answer.panic.message,
        span: at(answer.panic),
        help: 'wadm ends with a panic on this input; mend it before anything reaches a server',
      })
    return { span, verdict: answer.verdict, failures: answer.failures, ...(answer.name !== undefined && { name: answer.name }) }
  })
  return { diagnostics: sortDiagnostics(found), documents, skipped: 0, lattice: buildLattice([], new Set()) }
}

function isBound({ code }: Diagnostic): boolean {
  return code.startsWith('input/') || code === 'yaml/nesting' || code === 'yaml/alias-expansion'
}
