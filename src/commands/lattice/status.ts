import { type ApplicationStatus, type ComponentStatus, type Lack, statusOf } from '../../lifecycle/status.js'
import { printJson } from '../../report/json.js'
import { plural } from '../../report/plural.js'
import { printable } from '../../report/printable.js'
import { tableLines } from '../../report/table.js'
import type { ComponentState } from '../../store/platform.js'
import type { Snapshot, Store } from '../../store/store.js'
import type { Context } from '../context.js'
import { jsonHead } from '../print-report.js'
import { findNamed } from './find-version.js'
import type { LatticeFlags } from './lattice-options.js'
import { withStore } from './with-store.js'

/**
 * Shows what is to run and how it does, from the platform itself where the lattice has one; gives the exit code:
 * 1 where something that is needed is not there, or not ready, or an act was not carried out to its end.
 */
export function status(word: string | undefined, flags: LatticeFlags, context: Context): Promise<number> {
  return withStore(flags, context, (store) => statusIn(store, word, flags, context))
}

/** The same of a lattice that is open. */
export async function statusIn(
  store: Store,
  word: string | undefined,
  { format }: Pick<LatticeFlags, 'format'>,
  context: Context,
): Promise<number> {
  const snapshot = await store.read()
  const only = word === undefined ? undefined : findNamed(word, snapshot, store.url).record.name
  const states = await statesOf(store, snapshot)
  const all = statusOf(snapshot.records, only).map((own) => joined(own, states))
  const troubles = all.flatMap(troublesOf)
  if (format === 'json') context.out.write(printJson(report(all, troubles, store, snapshot)))
  else print(all, troubles, store, context)
  return troubles.length > 0 ? 1 : 0
}

interface Shown extends Omit<ApplicationStatus, 'components'> {
  readonly components: readonly (ComponentStatus & { readonly state?: ComponentState['state']; readonly message?: string })[]
}

async function statesOf(store: Store, { records }: Snapshot): Promise<ReadonlyMap<string, ComponentState> | undefined> {
  const states = store.platform === undefined ? await store.states?.() : await store.platform.status({ records })
  return states && new Map(states.map((state) => [state.id, state]))
}

/** Who runs the lattice knows whether a component does; without one the records are all that there is. */
function joined(own: ApplicationStatus, states: ReadonlyMap<string, ComponentState> | undefined): Shown {
  if (states === undefined) return own
  return {
    ...own,
    components: own.components.map((component) => {
      const found = states.get(`${own.application}/${component.component}`)
      return { ...component, state: found?.state ?? 'unknown', ...(found?.message !== undefined && { message: found.message }) }
    }),
  }
}

/** What makes the exit code 1, a line each. */
function troublesOf({ application, pending, components }: Shown): readonly string[] {
  return [
    ...(pending === undefined
      ? []
      : [
          `${application}: its last act was not carried out to the end (since ${pending.since}${pending.actor === undefined ? '' : `, by ${pending.actor}`}); repeat it`,
        ]),
    ...components.flatMap(({ component, lacks, state, message }) => [
      ...lacks.map((lack) => `${application}/${component} ${lackText(lack)}`),
      ...(state === undefined || state === 'ready' || state === 'unknown'
        ? []
        : [`${application}/${component} is ${state}${message === undefined ? '' : `: ${message}`}`]),
    ]),
  ]
}

function lackText({ id, why, reason: { file, line, column } }: Lack): string {
  const words = { gone: 'is not there', 'not-shared': 'is not shared any more', 'other-kind': 'is of another kind now' }
  return `needs ${id}, which ${words[why]} (${file}:${line}:${column})`
}

function print(all: readonly Shown[], troubles: readonly string[], { url }: Store, { out, err, quiet }: Context): void {
  const hasStates = all.some(({ components }) => components.some(({ state }) => state !== undefined))
  const rows = all.flatMap(({ application, components }) =>
    components.map(({ component, version, isWeak, neededBy, lacks, state }) => [
      `${application}/${component}`,
      version,
      ...(hasStates ? [state ?? ''] : []),
      [isWeak ? 'weak child' : '', lacks.length > 0 ? 'degraded' : ''].filter((word) => word !== '').join(', '),
      neededBy.join(' '),
    ]),
  )
  const heads = ['component', 'version', ...(hasStates ? ['state'] : []), 'note', 'needed by']
  if (rows.length > 0 && !quiet) for (const line of tableLines([heads, ...rows])) out.line(line)
  for (const line of troubles) out.line(`${out.paint.red('trouble')}: ${printable(line)}`)
  const deployed = all.filter((own) => own.deployed !== undefined).length
  if (troubles.length > 0) err.line(`${err.paint.red('not well')}: ${plural(troubles.length, 'trouble')} in ${printable(url)}`)
  else if (!quiet)
    err.line(
      `${err.paint.green('ok')}: ${deployed} of ${plural(all.length, 'application')} deployed, ${plural(rows.length, 'component')} (${printable(url)})`,
    )
}

/** `schema/status-output.schema.json`. */
function report(all: readonly Shown[], troubles: readonly string[], { url }: Store, { revision }: Snapshot): object {
  return {
    ...jsonHead,
    lattice: url,
    revision,
    ok: troubles.length === 0,
    troubles,
    applications: all.map(({ application, deployed, leaving, pending, components }) => ({
      application,
      deployed: deployed ?? null,
      leaving,
      pending: pending === undefined ? null : { since: pending.since, actor: pending.actor ?? null },
      components: components.map(({ component, version, isWeak, neededBy, lacks, state, message }) => ({
        component,
        version,
        weakChild: isWeak,
        neededBy,
        lacks,
        state: state ?? null,
        message: message ?? null,
      })),
    })),
  }
}
