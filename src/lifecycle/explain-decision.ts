import { plural } from '../report/plural.js'
import { printable } from '../report/printable.js'
import { tableLines } from '../report/table.js'
import { chainsOf } from './chains-of.js'
import type { ComponentDecision, Decision, Fate, Objection, Reason } from './decision.js'
import { idOf } from './live.js'

/**
 * Gives a decision for people: what becomes of each component and who needs it, by which entry of which file; who loses something; what stands against it.
 * Ends with a newline; empty where there is nothing to say. Long lists are cut, `decisionJson` has all.
 */
export function explainDecision(decision: Decision): string {
  const { degraded, affected, objections, warnings } = decision
  const lines = [
    ...componentLines(decision),
    ...section(
      'degraded:',
      cut(degraded, (rest) => `  and ${rest} more`, degradedLines),
    ),
    ...section(
      'who needs them:',
      cut(
        affected,
        (rest) => `  and ${rest} more`,
        (shown) => shown.map((id) => printable(`  ${id}`)),
      ),
    ),
    ...objectionLines('warning', warnings, decision),
    ...objectionLines('error', objections, decision),
  ]
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}

/** Gives the sum of a decision in one line without a full stop: `1 removed, 2 retained`, or `nothing to do`. */
export function verdictOf({ components, degraded, objections, records }: Decision): string {
  if (objections.length > 0) return `refused: ${plural(objections.length, 'objection')}`
  const counts = fates.flatMap((fate) => {
    const count = components.filter((one) => one.fate === fate).length
    return count === 0 ? [] : [`${count} ${fate}`]
  })
  const loss = degraded.length === 0 ? '' : `; ${new Set(degraded.map(idOf)).size} degraded`
  return records.size === 0 ? 'nothing to do' : `${counts.join(', ') || 'no component changes'}${loss}`
}

const fates: readonly Fate[] = ['started', 'replaced', 'adopted', 'kept', 'retained', 'collected', 'removed']

/** Of one list, reasons or components; machines get all of them. */
const longest = 50
const mostReasons = 8

function componentLines(decision: Decision): string[] {
  const chains = chainsOf(decision.components)
  const shown = decision.components.slice(0, longest)
  const heads = tableLines(
    shown.map(({ application, component, version, former, fate }) => [
      `${application}/${component}`,
      fate,
      former === undefined ? version : `${former} -> ${version}`,
    ]),
  )
  const rest = decision.components.length - shown.length
  return [
    ...shown.flatMap((one, index) => [heads[index] ?? '', ...reasonLines(one, chains)]),
    ...(rest === 0 ? [] : [`and ${plural(rest, 'component')} more (--format json shows all)`]),
  ]
}

function reasonLines({ application, component, fate, neededBy }: ComponentDecision, chains: ReturnType<typeof chainsOf>): string[] {
  if (fate === 'collected') return ['  nobody needs it any more']
  const id = `${application}/${component}`
  const rows = neededBy.slice(0, mostReasons).map((reason) => {
    const chain = reason.kind === 'link' ? chains(reason.by) : []
    return ['needed by', reason.by, placeOf(reason), chain.length < 2 ? '' : wayOf([...chain, id])]
  })
  const rest = neededBy.length - rows.length
  const lines = tableLines(
    rows.every((row) => row[3] === '') ? rows.map((row) => row.slice(0, 3)) : rows.map((row) => row.map((cell) => cell || ' ')),
  )
  return [...lines, ...(rest === 0 ? [] : [`and by ${rest} more (--format json shows all)`])].map((line) => `  ${line.trimEnd()}`)
}

function degradedLines(degraded: Decision['degraded']): readonly string[] {
  return tableLines(degraded.map((one) => [`  ${idOf(one)}`, `loses ${one.loses}`, placeOf(one.reason)]))
}

/**
 * The shape of diagnostics: the first reason is the place, others are notes, but where they stand beside a component above.
 * What mends several objections is said once, after the last.
 */
function objectionLines(severity: 'warning' | 'error', objections: readonly Objection[], { components, degraded }: Decision): string[] {
  const said = new Set(
    [...components.slice(0, longest).flatMap(({ neededBy }) => neededBy), ...degraded.map(({ reason }) => reason)].map(keyOf),
  )
  const lines = (all: readonly Objection[]): string[] =>
    all.flatMap(({ code, message, reasons: [first, ...others], help }, index) => [
      printable(`${first === undefined ? '' : `${placeOf(first)}: `}${severity}: ${message} [${code}]`),
      ...cut(
        others.filter((reason) => !said.has(keyOf(reason))),
        (rest) => `  = note: and ${rest} more`,
        (shown) => shown.map((reason) => printable(`  = note: \`${reason.by}\` (${placeOf(reason)})`)),
      ),
      ...(help === undefined || all[index + 1]?.help === help ? [] : [`  = help: ${printable(help)}`]),
    ])
  return cut(objections, (rest) => `and ${rest} more (--format json shows all)`, lines)
}

function keyOf({ by, file, line, column }: Reason): string {
  return `${by} ${file}:${line}:${column}`
}

/** A long way is told by its ends. */
function wayOf(chain: readonly string[]): string {
  const told = chain.length <= 6 ? chain : [...chain.slice(0, 3), '...', ...chain.slice(-2)]
  return told.join(' -> ')
}

function placeOf({ file, line, column }: Reason): string {
  return `${file}:${line}:${column}`
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines]
}

function cut<T>(all: readonly T[], more: (rest: number) => string, lines: (shown: readonly T[]) => readonly string[]): string[] {
  const shown = all.slice(0, longest)
  return [...lines(shown), ...(all.length > shown.length ? [more(all.length - shown.length)] : [])]
}
