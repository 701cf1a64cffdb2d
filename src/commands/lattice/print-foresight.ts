import type { Diagnostic } from '../../diagnostic.js'
import type { Decision } from '../../lifecycle/decision.js'
import { explainDecision } from '../../lifecycle/explain-decision.js'
import { printable } from '../../report/printable.js'
import type { Context } from '../context.js'
import { printDiagnostics } from '../print-report.js'
import type { GuardFlags } from './lattice-options.js'
import type { PlatformRun } from './on-platform.js'

/** What is known before anything happens. */
export interface Foresight {
  readonly decision: Decision
  readonly diagnostics: readonly Diagnostic[]
}

/** Shows what will become of each component, and what stands against it. */
export function printForesight({ decision, diagnostics }: Foresight, { format, explain }: GuardFlags, context: Context): void {
  if (format === 'json') return
  printDiagnostics('text', diagnostics, context.err, context)
  if (!context.quiet || explain === true || decision.objections.length > 0) context.out.write(explainDecision(decision))
}

/** Shows what will be done on the platform for it. */
export function printSteps({ lines, diagnostics }: PlatformRun, { format, explain }: GuardFlags, context: Context): void {
  if (format === 'json') return
  printDiagnostics('text', diagnostics, context.err, context)
  // who acts sees each step as it is done
  if (explain === true) for (const line of lines) context.out.line(`  ${printable(line)}`)
}
