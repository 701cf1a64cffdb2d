import { Failure } from '../../failure.js'
import type { ApplicationRecord } from '../../generated/lattice-record.js'
import type { Act } from '../../store/make-version.js'
import { type Platform, PlatformRefusal, type Work } from '../../store/platform.js'
import { type Change, LatticeChanged, type Snapshot, type Store } from '../../store/store.js'
import type { Context } from '../context.js'
import { type Rendered, renderLive, wayToRender } from './render-live.js'

/** The flags of an act that only a lattice with a platform understands. */
export interface PlatformFlags {
  /** Options of the target; they hold for the lattice from then on. */
  readonly set?: readonly string[]
  /** The record of published images of what is deployed. */
  readonly images?: string
  readonly forceConflicts?: boolean
  /** Seconds. */
  readonly timeout: number
}

/** An act, decided and not yet committed. */
export interface DecidedAct {
  readonly store: Store
  readonly snapshot: Snapshot
  /** The records that the decision changes (`Decision.records`). */
  readonly records: ReadonlyMap<string, ApplicationRecord | undefined>
  /** The applications that the act is on. */
  readonly applications: readonly string[]
  readonly stamp: Act
}

/** What an act has to do on the platform. */
export interface PlatformRun {
  /** One line for each thing that will be done; empty where everything is as it should be. */
  readonly lines: readonly string[]
  /** Warnings of the target about what is deployed. */
  readonly diagnostics: Rendered['diagnostics']
  /** Whether the act has anything to do beside its decision: an earlier one was cut off, or somebody has changed what runs. */
  readonly isNeeded: boolean
  /** Gives the change to commit: the records say that the platform has work to do, and how it renders. */
  mark(change: Change): Change
  /** Carries out what was committed, and takes the mark away. Goes on with the lattice as it is where somebody has changed it meanwhile. */
  finish(tell: (line: string) => void): Promise<void>
}

/**
 * Renders what lives after an act and compares it with what runs. Gives nothing where the lattice has no platform. Changes nothing; throws a `PlatformRefusal`
 * where the platform does not take what is wanted, and a `Failure` where it cannot be asked.
 */
export async function prepareOnPlatform(
  act: DecidedAct,
  flags: PlatformFlags,
  context: Pick<Context, 'cwd' | 'host'>,
): Promise<PlatformRun | undefined> {
  const { store, snapshot, applications, stamp } = act
  const { platform } = store
  if (platform === undefined) {
    if ((flags.set?.length ?? 0) > 0 || flags.images !== undefined)
      throw new Failure(2, `--set and --images tell a platform how to render, and ${store.url} runs nothing`)
    return undefined
  }
  const end = performance.now() + flags.timeout * 1000
  const after = overlaid(snapshot.records, act.records)
  const way = await wayToRender(platform.target, after, applications, flags, context)
  const marked = new Map([...after].map(([name, record]) => [name, way.note(record)]))
  const prepare = async (records: ReadonlyMap<string, ApplicationRecord>): Promise<Prepared> => {
    const rendered = await renderLive(store, platform.target, records, applications, context)
    const work = await platform.prepare({ records, artifacts: rendered.artifacts, applications, force: flags.forceConflicts === true })
    return { records, rendered, work }
  }
  const first = await prepare(marked)
  const isPending = [...snapshot.records.values()].some(({ pending }) => pending !== undefined)
  return {
    lines: first.work.lines,
    diagnostics: first.rendered.diagnostics,
    isNeeded: isPending || !first.work.isEmpty || [...after].some(([name, record]) => marked.get(name) !== record),
    mark: (change) => mark(change, snapshot, marked, stamp),
    async finish(tell) {
      try {
        await finish(store, platform, first, prepare, tell, end, flags)
      } catch (error) {
        throw unfinished(error)
      }
    },
  }
}

interface Prepared {
  readonly records: ReadonlyMap<string, ApplicationRecord>
  readonly rendered: Rendered
  readonly work: Work
}

function mark(change: Change, { records }: Snapshot, marked: ReadonlyMap<string, ApplicationRecord>, { at, actor }: Act): Change {
  const all = new Map(change)
  for (const [name, record] of marked) {
    const own = change.get(name)
    const before = records.get(name)
    if (own === undefined && JSON.stringify(before?.rendering) === JSON.stringify(record.rendering)) continue
    if (own !== undefined && own.record === undefined) continue
    const { rendering: _, ...base } = own?.record ?? record
    const rendering = record.rendering === undefined ? {} : { rendering: record.rendering }
    all.set(name, { ...own, record: { ...base, ...rendering, pending: { since: at, actor } } })
  }
  return all
}

async function finish(
  store: Store,
  platform: Platform,
  first: Prepared,
  prepare: (records: ReadonlyMap<string, ApplicationRecord>) => Promise<Prepared>,
  tell: (line: string) => void,
  end: number,
  { timeout }: PlatformFlags,
): Promise<void> {
  for (let { records, work } = first; ; ) {
    await platform.carryOut(work, tell)
    const snapshot = await store.read()
    if (runsOf(snapshot.records) === runsOf(records)) {
      const done = unmarked(snapshot)
      if (done.size === 0) return
      try {
        await store.commit(snapshot, done)
        return
      } catch (error) {
        if (!(error instanceof LatticeChanged)) throw error
      }
    }
    // whoever ends last has compared what runs with the last word of the lattice
    if (performance.now() > end)
      throw new Failure(
        3,
        `others change the lattice faster than the cluster follows, for ${timeout} s; the next deploy or undeploy goes on`,
      )
    const next = await prepare((await store.read()).records)
    records = next.records
    work = next.work
  }
}

/** The lattice has changed, and what runs has not yet, or not all of it: whoever reads the message must know both. */
function unfinished(error: unknown): unknown {
  if (!(error instanceof Failure || error instanceof PlatformRefusal)) return error
  return new Failure(
    3,
    `${error.message}; the lattice has the change, and the cluster not all of it: give the same command again, or any other act goes on with it`,
  )
}

/** What of the records decides what runs. */
function runsOf(records: ReadonlyMap<string, ApplicationRecord>): string {
  return JSON.stringify(
    [...records.values()].flatMap(({ name, deployed, retained = [], rendering }) =>
      deployed === undefined && retained.length === 0 ? [] : [[name, deployed, retained, rendering]],
    ),
  )
}

function unmarked({ records }: Snapshot): Change {
  return new Map(
    [...records].flatMap(([name, { pending, ...record }]) => (pending === undefined ? [] : [[name, { record: { ...record } }] as const])),
  )
}

function overlaid(
  records: ReadonlyMap<string, ApplicationRecord>,
  changed: ReadonlyMap<string, ApplicationRecord | undefined>,
): ReadonlyMap<string, ApplicationRecord> {
  const names = [...new Set([...records.keys(), ...changed.keys()])].sort()
  return new Map(
    names.flatMap((name) => {
      const record = changed.has(name) ? changed.get(name) : records.get(name)
      return record === undefined ? [] : [[name, record] as const]
    }),
  )
}
