import { Failure } from '../failure.js'
import { plural } from '../report/plural.js'
import { printable } from '../report/printable.js'
import { timeOfDay } from '../report/time-of-day.js'
import { awaitEngine } from './await-engine.js'
import { buildServices } from './build-services.js'
import { answers } from './check-docker.js'
import { checkOwner } from './check-owner.js'
import { compareProjects, compareRows } from './compare-projects.js'
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
  failure(): unknown
}

export interface LifeOptions extends SessionOptions {
  readonly docker: Docker
  readonly progress: Progress
  readonly stop: AbortController
}

/** Makes the life of a project that has been rendered. */
export function makeLife(first: DevProject, options: LifeOptions): Life {
  const { context, docker, progress, stop } = options
  const { now } = context.host
  const { paint } = progress
  const born = now()
  let project = first
  let rows: readonly Row[] = []
  let isCurrent = false
  let failure: unknown
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
      showLogs(born)
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
    engine = watchEngine(docker, project.name, teller.tell, () => void alone(recover).catch(giveUp))
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

  function showLogs(since: Date): void {
    if (options.logs === undefined) return
    logs = followLogs({ compose: compose(), services: options.logs, since, now, paint, print: progress.print })
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
    const { changed, renewed } = compareProjects(project, next)
    const running = new Set((await listContainers(compose())).map(({ service }) => service))
    const toBuild = isCurrent ? changed : [...next.services.keys()]
    project = next
    isCurrent = (await build(toBuild)) && (await start(renewed.filter((name) => running.has(name))))
    if (stop.signal.aborted) return
    if (!isCurrent) return fail('the change is not (all) live; what did not change still runs', [])
    // an edit right after the message must not be missed
    await followSources()
    showChanges(await listContainers(compose()))
  }

  /** Another name is another project: nothing of the old one would ever be ended by the new one. */
  async function moveTo(next: DevProject): Promise<void> {
    say(`the project \`${printable(project.name)}\` is now \`${printable(next.name)}\`: starting anew`)
    await Promise.all([engine?.stop(), logs?.stop()])
    await compose({ allProfiles: true }).run(['down', '--remove-orphans'])
    await checkOwner(docker, next, options.shown)
    project = next
    listen()
    showLogs(now())
    isCurrent = (await build([...next.services.keys()])) && (await start([]))
    await followSources()
    if (isCurrent) showTable(await listContainers(compose()))
  }

  function showChanges(containers: readonly Container[]): void {
    const after = rowsOf(project, containers)
    const { fresh, gone } = compareRows(rows, after)
    rows = after
    const parts = [
      ...(fresh.length > 0 ? [`${plural(fresh.length, 'service')} changed`] : []),
      ...(gone.length > 0 ? [`${gone.map(printable).join(', ')} removed`] : []),
    ]
    say(`${paint.green('live')}: ${parts.join('; ') || 'no service had to be restarted'}`)
    if (fresh.length > 0) progress.print(statusTable(fresh, paint))
  }

  /** The engine tells nothing any more: it is away, or only the connection was lost. */
  async function recover(): Promise<void> {
    const isAway = !(await answers(docker))
    if (isAway) {
      const { timeout } = options
      fail(`Docker no longer answers; waiting ${timeout} s for it to come back (Ctrl-C ends)`, [])
      if (!(await awaitEngine({ docker, now, timeout, until: stop.signal })) && !stop.signal.aborted)
        throw new Failure(
          3,
          `Docker did not come back within ${timeout} s: when it does, \`mc dev --down\` removes what it may start again`,
        )
    }
    // a connection that is lost over and over must not keep the machine busy
    await new Promise((resolve) => setTimeout(resolve, isAway ? 0 : 1000))
    if (stop.signal.aborted) return
    if (isAway) say('Docker is back')
    listen()
    if (!isAway) return
    isCurrent = await start([])
    if (isCurrent && !stop.signal.aborted) showTable(await listContainers(compose()))
  }

  function giveUp(error: unknown): void {
    failure = error
    stop.abort()
  }
}
