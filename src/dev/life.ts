import { Failure } from '../failure.js'
import { plural } from '../report/plural.js'
import { printable } from '../report/printable.js'
import { timeOfDay } from '../report/time-of-day.js'
import { buildServices } from './build-services.js'
import { answers } from './check-docker.js'
import { type Compose, makeCompose } from './compose-client.js'
import { type Container, listContainers } from './containers.js'
import type { Docker } from './docker.js'
import { type EngineWatch, watchEngine } from './engine-watch.js'
import { explainFailure } from './explain-failure.js'
import { followLogs, type Logs } from './follow-logs.js'
import type { Progress } from './progress.js'
import type { DevProject } from './project.js'
import type { SessionOptions } from './session.js'
import { type SourceWatch, watchSources } from './source-watch.js'
import { startServices } from './start-services.js'
import { type Row, routeLines, rowsOf, statusTable } from './status-table.js'
import { makeTeller } from './tell-news.js'

/** What runs, from its start to its end. */
export interface Life {
  /** Builds and starts everything and shows the table; tells whether all is ready. */
  begin(): Promise<boolean>
  /** Goes over to the manifests as they are now; what has not changed is left alone. */
  change(next: DevProject): Promise<void>
  /** Ends the programs beside Docker that were kept; containers stay. */
  close(): Promise<void>
  compose(more?: { readonly allProfiles: boolean }): Compose
  /** Why the session cannot go on, if it cannot. */
  failure(): Failure | undefined
}

export interface LifeOptions extends SessionOptions {
  readonly docker: Docker
  readonly progress: Progress
  readonly stop: AbortController
}

/** How often an engine that is gone is asked whether it is back, in milliseconds. */
const pause = 1000

/** Makes the life of a project that has been rendered. */
export function makeLife(first: DevProject, options: LifeOptions): Life {
  const { context, docker, progress, stop } = options
  const { now } = context.host
  const { paint } = progress
  const born = now()
  let project = first
  let rows: readonly Row[] = []
  let isCurrent = false
  let failure: Failure | undefined
  let sources: SourceWatch | undefined
  let logs: Logs | undefined
  let engine: EngineWatch | undefined
  let queue: Promise<void> = Promise.resolve()
  const say = (text: string): void => {
    progress.note(`[${timeOfDay(now())}] ${text}`)
  }
  const fail = (text: string, lines: readonly string[]): void => {
    progress.line(`[${timeOfDay(now())}] ${paint.red(text)}`)
    for (const line of lines) progress.line(`  ${paint.dim('|')} ${line}`)
  }
  const compose = (more: { readonly allProfiles?: boolean } = {}): Compose => makeCompose(docker, project, { ...options, ...more })
  const teller = makeTeller({ project: () => project, compose, isStarting: () => rows.length === 0, say, fail })

  return {
    compose,
    failure: () => failure,
    async begin() {
      listen()
      isCurrent = (await build([...project.services.keys()])) && (await start([]))
      if (!isCurrent || stop.signal.aborted) return isCurrent
      const containers = await listContainers(compose())
      // an edit right after this line must not be missed
      await followSources()
      showTable(containers)
      progress.note(`${paint.green('ready')} after ${((now().getTime() - born.getTime()) / 1000).toFixed(1)} s${whatNow()}`)
      if (options.logs !== undefined) {
        logs = followLogs({ compose: compose(), services: options.logs, since: born, now, paint, print: progress.print })
      }
      return true
    },
    change: (next) => alone(() => goOverTo(next)),
    async close() {
      teller.stop()
      await Promise.all([sources?.stop(), logs?.stop(), engine?.stop()])
    },
  }

  /** One thing at a time: what the manifests ask for and what the engine forces on us must not cross. */
  function alone(work: () => Promise<void>): Promise<void> {
    const mine = queue.then(() => (stop.signal.aborted ? undefined : work()))
    queue = mine.catch(() => {})
    return mine
  }

  function listen(): void {
    engine = watchEngine(docker, project.name, teller.tell, () => void alone(recover))
  }

  async function build(services: readonly string[]): Promise<boolean> {
    if (!options.build) return true
    const { programs, env } = options
    const { host, cwd } = context
    return buildServices({ project, services, programs, host, cwd, env, progress, until: stop.signal })
  }

  async function start(renewed: readonly string[]): Promise<boolean> {
    if (rows.length === 0) progress.step(`starting ${plural(project.services.size, 'service')}`)
    const problem = await startServices({ compose: compose(), project, progress, timeout: options.timeout, renewed, until: stop.signal })
    if (problem === undefined) return true
    // of a first start nothing stays, and what is said of it is the explanation
    if (rows.length === 0) teller.stop()
    if (!stop.signal.aborted) await explainFailure(problem, { compose: compose(), project, progress })
    return false
  }

  function showTable(containers: readonly Container[]): void {
    rows = rowsOf(project, containers)
    progress.print(statusTable(rows, paint))
    for (const line of routeLines(project, containers)) progress.print(`${line}\n`)
  }

  function whatNow(): string {
    if (options.detach) return ''
    const watched = [...project.services.values()].filter(({ isWatched }) => isWatched).length
    const following = options.watch
      ? `; following the manifests${watched > 0 ? ` and the sources of ${plural(watched, 'service')}` : ''}`
      : ''
    return `${following}; Ctrl-C ends it`
  }

  /** Compose reads its file once, and allows one watch for each project: the old one works until the new one can begin. */
  async function followSources(): Promise<void> {
    await sources?.stop()
    const isNeeded = options.watch && !options.detach && [...project.services.values()].some(({ isWatched }) => isWatched)
    sources = isNeeded ? watchSources({ compose: compose(), say: (text) => say(printable(text)), fail, kill: docker.kill }) : undefined
    await sources?.isReady
  }

  async function goOverTo(next: DevProject): Promise<void> {
    if (next.text === project.text && isCurrent) return
    if (next.missing !== '') return fail('the change is not live: something from outside is missing', next.missing.split('\n'))
    if (next.name !== project.name) return void (await moveTo(next))
    const before = project
    const running = await listContainers(compose())
    project = next
    const isOther = (name: string, part: 'definition' | 'given'): boolean =>
      before.services.get(name)?.[part] !== next.services.get(name)?.[part]
    const names = [...next.services.keys()]
    const changed = names.filter((name) => isOther(name, 'definition') || isOther(name, 'given') || !isCurrent)
    const renewed = running.map(({ service }) => service).filter((name) => next.services.has(name) && isOther(name, 'given'))
    isCurrent = (await build(changed)) && (await start([...new Set(renewed)]))
    if (stop.signal.aborted) return
    if (!isCurrent) return fail('the change is not (all) live; what did not change still runs', [])
    // an edit right after the message must not be missed
    await followSources()
    showChanges(await listContainers(compose()))
  }

  /** Another name is another project: nothing of the old one would ever be ended by the new one. */
  async function moveTo(next: DevProject): Promise<void> {
    say(`the project \`${printable(project.name)}\` is now \`${printable(next.name)}\`: starting anew`)
    await engine?.stop()
    await compose({ allProfiles: true }).run(['down', '--remove-orphans'])
    project = next
    listen()
    isCurrent = (await build([...next.services.keys()])) && (await start([]))
    await followSources()
    if (isCurrent) showTable(await listContainers(compose()))
  }

  function showChanges(containers: readonly Container[]): void {
    const after = rowsOf(project, containers)
    const isNew = (row: Row): boolean => !rows.some((old) => JSON.stringify(old) === JSON.stringify(row))
    const fresh = after.filter(isNew)
    const gone = rows.filter(({ service }) => !after.some((row) => row.service === service))
    rows = after
    const parts = [
      ...(fresh.length > 0 ? [`${plural(fresh.length, 'service')} changed`] : []),
      ...(gone.length > 0 ? [`${gone.map(({ service }) => printable(service)).join(', ')} removed`] : []),
    ]
    say(`${paint.green('live')}: ${parts.join('; ') || 'nothing had to be restarted'}`)
    if (fresh.length > 0) progress.print(statusTable(fresh, paint))
  }

  /** The engine tells nothing any more: it is away, or only the connection was lost. */
  async function recover(): Promise<void> {
    const isAway = !(await answers(docker))
    if (isAway) {
      fail(`Docker no longer answers; waiting ${options.timeout} s for it to come back (Ctrl-C ends)`, [])
      const limit = now().getTime() + options.timeout * 1000
      while (!stop.signal.aborted && now().getTime() < limit && !(await answers(docker)))
        await new Promise((resolve) => setTimeout(resolve, pause))
      if (stop.signal.aborted) return
      if (!(await answers(docker))) {
        failure = new Failure(
          3,
          `Docker did not come back within ${options.timeout} s: when it does, \`mc dev --down\` removes what it may start again`,
        )
        return stop.abort()
      }
      say('Docker is back')
    } else await new Promise((resolve) => setTimeout(resolve, pause))
    if (stop.signal.aborted) return
    listen()
    if (!isAway) return
    isCurrent = await start([])
    if (isCurrent && !stop.signal.aborted) showTable(await listContainers(compose()))
  }
}
