import { compareDecisions } from '../../lifecycle/compare-decisions.js'
import type { Decision, Objection } from '../../lifecycle/decision.js'
import { decisionJson } from '../../lifecycle/decision-json.js'
import { verdictOf } from '../../lifecycle/explain-decision.js'
import { jsonDiagnostics, printJson } from '../../report/json.js'
import { printable } from '../../report/printable.js'
import type { PlatformObjection } from '../../store/platform.js'
import type { Store } from '../../store/store.js'
import type { Context, Printer } from '../context.js'
import { count, countWords, jsonHead, plural } from '../print-report.js'
import { commandLine } from './command-line.js'
import type { GuardFlags } from './lattice-options.js'
import type { Foresight } from './print-foresight.js'

/** What became of an act. */
export interface Outcome extends Foresight {
  /** `changed`: the decision is not the one that was expected. `nothing`: all is as it is to be. */
  readonly verdict: 'done' | 'nothing' | 'explained' | 'refused' | 'changed'
  /** Of the lattice afterwards. */
  readonly revision: string
  /** The decision that was expected, where it is another one now. */
  readonly expected?: string
  /** That decision itself, where this run made it. */
  readonly former?: Decision
  /** What is to be done on the platform, where the lattice has one. */
  readonly steps?: readonly string[]
  /** Why the platform does not take it. */
  readonly refusal?: readonly PlatformObjection[]
}

/** Says what happened, and gives the exit code. */
export function printOutcome(outcome: Outcome, words: readonly string[], store: Store, flags: GuardFlags, context: Context): number {
  if (flags.format === 'json') context.out.write(printJson(report(outcome, words, store, flags)))
  else printVerdict(outcome, words, store, flags, context)
  return exitCodeOf(outcome)
}

function exitCodeOf({ verdict, decision: { objections } }: Outcome): number {
  if (verdict !== 'refused') return verdict === 'changed' ? 1 : 0
  return objections.some(isAskedWrongly) ? 2 : 1
}

function isAskedWrongly({ code }: Objection): boolean {
  return /^lifecycle\/(unknown-application|unknown-version|several-versions)$/.test(code)
}

function printVerdict(outcome: Outcome, words: readonly string[], { url }: Store, flags: GuardFlags, { err, quiet }: Context): void {
  const { decision, diagnostics, verdict, revision, refusal = [] } = outcome
  switch (verdict) {
    case 'done':
      if (!quiet)
        err.line(
          `${err.paint.green(done[decision.request.act])} ${namesOf(decision)}: ${sumOf(outcome, 'made as they should be')} (${printable(url)}, revision ${printable(revision)})`,
        )
      return
    case 'nothing':
      if (!quiet) err.line(`${err.paint.green('nothing to do')}: ${namesOf(decision)}`)
      return
    case 'explained':
      err.line(
        `decision ${decision.id}: ${sumOf(outcome, 'to be made as they should be')}; nothing was changed. To carry out this and nothing else:\n  ${commandLine(words, decision, flags)}`,
      )
      return
    case 'refused': {
      const errors = count(diagnostics).errors > 0 ? [countWords({ ...count(diagnostics), warnings: 0 })] : []
      printRefusal(refusal, err)
      const sum = decision.objections.length + refusal.length
      const objections = sum > 0 ? [plural(sum, 'objection')] : []
      err.line(`${err.paint.red('refused')}: ${[...objections, ...errors].join(' and ')}; nothing was changed (decision ${decision.id})`)
      return
    }
    case 'changed': {
      const lines = differences(outcome).map((line) => `  ${printable(line)}\n`)
      err.write(lines.join(''))
      err.line(
        `${err.paint.red('refused')}: the lattice has changed; expected was decision ${printable(outcome.expected ?? '')}, and now it is ${decision.id}; nothing was changed [lifecycle/changed]`,
      )
    }
  }
}

function printRefusal(refusal: readonly PlatformObjection[], err: Printer): void {
  for (const { code, message, help } of refusal) {
    err.line(`${err.paint.red('error')}: ${printable(message)} [${code}]`)
    for (const line of help) err.line(`  = help: ${printable(line)}`)
  }
}

/** An act whose decision was carried out before may have work on the platform nevertheless: it was cut off, or somebody has changed what runs. */
function sumOf({ decision, steps = [] }: Outcome, words: string): string {
  const objects = steps.filter((line) => !line.startsWith('keep ')).length
  const platform = objects === 0 ? [] : [`${plural(objects, 'object')} ${words}`]
  return [...(decision.records.size > 0 || platform.length === 0 ? [verdictOf(decision)] : []), ...platform].join('; ')
}

const done = { deploy: 'deployed', undeploy: 'undeployed', rollback: 'rolled back', delete: 'deleted' } as const

function differences({ former, decision }: Outcome): readonly string[] {
  return former === undefined ? [] : compareDecisions(former, decision)
}

/** `orders 1.2.0, platform`. */
function namesOf({ request }: Decision): string {
  const names =
    request.act === 'undeploy'
      ? request.applications
      : request.versions.map(({ application, version }) => (version === undefined ? application : `${application} ${version}`))
  return printable(names.join(', '))
}

/** `schema/act-output.schema.json`. */
function report(outcome: Outcome, words: readonly string[], { url }: Store, flags: GuardFlags): object {
  const { decision, diagnostics, verdict, revision, expected, steps, refusal = [] } = outcome
  return {
    ...jsonHead,
    lattice: url,
    revision,
    verdict,
    expected: expected ?? null,
    differences: differences(outcome),
    decision: decisionJson(decision),
    platform: steps === undefined && refusal.length === 0 ? null : { steps: steps ?? [], objections: refusal },
    command: verdict === 'explained' ? commandLine(words, decision, flags) : null,
    diagnostics: jsonDiagnostics(diagnostics),
  }
}
