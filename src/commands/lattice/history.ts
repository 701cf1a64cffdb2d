import type { LatticeEvent } from '../../generated/lattice-record.js'
import { printJson } from '../../report/json.js'
import { printable } from '../../report/printable.js'
import { tableLines } from '../../report/table.js'
import type { Store } from '../../store/store.js'
import type { Context } from '../context.js'
import { jsonHead } from '../print-report.js'
import { unknownApplication } from './find-version.js'
import type { LatticeFlags } from './lattice-options.js'
import { withStore } from './with-store.js'

/** Shows what was done to an application, oldest first; also to one that is deleted. */
export function history(name: string, flags: LatticeFlags, context: Context): Promise<number> {
  return withStore(flags, context, (store) => historyIn(store, name, flags, context))
}

/** The same of a lattice that is open. */
export async function historyIn(store: Store, name: string, { format }: Pick<LatticeFlags, 'format'>, context: Context): Promise<number> {
  const events = store.hasHistory ? await store.history(name) : await knownPuts(name, store)
  if (events.length === 0) {
    const { records } = await store.read()
    if (!records.has(name)) throw unknownApplication(name, records.keys(), store.url)
  }
  if (format === 'json') {
    context.out.write(printJson({ ...jsonHead, lattice: store.url, application: name, kept: store.hasHistory, events: events.map(jsonOf) }))
    return 0
  }
  for (const line of tableLines([heads, ...events.map(rowOf)])) context.out.line(line)
  if (!store.hasHistory && !context.quiet)
    context.err.line(`${printable(store.url)} keeps no history: these are the versions that it has, and what is not known of them is -`)
  return 0
}

/** What a store without history knows: its versions, and which of them is deployed. */
async function knownPuts(name: string, store: Store): Promise<readonly LatticeEvent[]> {
  const record = (await store.read()).records.get(name)
  return (record?.versions ?? []).flatMap(({ version, at, actor }) => [
    { act: 'put' as const, version, at, actor },
    ...(version === record?.deployed ? [{ act: 'deploy' as const, version, at: '', actor: '' }] : []),
  ])
}

const heads = ['revision', 'when', 'who', 'what', 'version', 'why']

function rowOf(event: LatticeEvent): readonly string[] {
  const { revision, at, actor, version, message } = event
  return [String(revision ?? ''), at.replace(/\.\d+Z$/, 'Z'), actor, whatOf(event), version ?? '', message ?? '']
}

/** `undeploy weakchild, kept redis`. */
function whatOf({ act, strategy, removed = [], retained = [], former, by }: LatticeEvent): string {
  const parts = [
    by === undefined ? act : `${act} of ${by}`,
    ...(strategy === undefined || strategy === 'non_destructive' ? [] : [strategy]),
    ...(former === undefined ? [] : [`was ${former}`]),
    ...(retained.length === 0 ? [] : [`kept ${retained.join(' ')}`]),
    ...(removed.length === 0 || act === 'undeploy' ? [] : [`removed ${removed.join(' ')}`]),
  ]
  return parts.join(', ')
}

/** An entry of `schema/history-output.schema.json`. */
function jsonOf({ revision, act, version, former, strategy, removed, retained, by, at, actor, message }: LatticeEvent): object {
  return {
    revision: revision ?? null,
    act,
    version: version ?? null,
    former: former ?? null,
    strategy: strategy ?? null,
    removed: removed ?? [],
    retained: retained ?? [],
    by: by ?? null,
    at: at || null,
    actor: actor || null,
    message: message ?? null,
  }
}
