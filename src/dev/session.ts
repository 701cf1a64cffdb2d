import type { Context } from '../commands/context.js'
import { Failure } from '../failure.js'
import type { Programs } from '../programs.js'
import { plural } from '../report/plural.js'
import { printable } from '../report/printable.js'
import { timeOfDay } from '../report/time-of-day.js'
import { watch } from '../watch.js'
import { checkDocker } from './check-docker.js'
import { checkOwner } from './check-owner.js'
import { makeDocker } from './docker.js'
import { makeLife } from './life.js'
import { makeProgress } from './progress.js'
import type { DevProject } from './project.js'
import { takeDown } from './take-down.js'

/** What a session is asked for. */
export interface SessionOptions {
  readonly context: Context
  readonly programs: Programs
  /** Renders the manifests; gives nothing where they have errors, which it has shown. */
  render(): Promise<DevProject | undefined>
  /** The folders whose changes are changes of the manifests. */
  folders(): readonly string[]
  /** Files with variables for Compose, the last of which wins; and what they give programs beside Compose. */
  readonly envFiles: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** The work folder as the user named it. */
  readonly shown: string
  readonly build: boolean
  readonly watch: boolean
  /** Start and leave. */
  readonly detach: boolean
  /** Services whose output is shown; all where the list is empty, and none where it is absent. */
  readonly logs?: readonly string[]
  /** Seconds for everything to be ready, and for an engine that is gone to come back. */
  readonly timeout: number
}

/**
 * Runs the lattice on this machine until the user ends it: render, build, start, wait, then follow changes of sources and manifests.
 * Whatever ends it, no container is left behind, except where it was asked to leave them (`detach`). Gives the exit code.
 */
export async function runSession(options: SessionOptions): Promise<number> {
  const { context, programs } = options
  const progress = makeProgress(context)
  const docker = makeDocker(programs, context.cwd)
  const stop = new AbortController()
  const force = new AbortController()
  const release = context.onInterrupt(() => {
    if (stop.signal.aborted) force.abort()
    else {
      progress.note('ending; once more ends at once')
      stop.abort()
    }
  })
  try {
    await checkDocker(docker)
    const project = await options.render()
    if (project === undefined) return 1
    await checkOwner(docker, project, options.shown)
    if (project.missing !== '') {
      progress.line(
        `${project.missing}\n${progress.paint.red('nothing started')}: something from outside is missing (\`mc secrets\` lists it all)`,
      )
      return 1
    }
    if (stop.signal.aborted) return 130
    return await live(project)
  } finally {
    progress.clear()
    release()
  }

  async function live(project: DevProject): Promise<number> {
    const life = makeLife(project, { ...options, docker, progress, stop })
    try {
      const isReady = await life.begin()
      if (!stop.signal.aborted && !isReady) {
        await life.close()
        const count = await removeAll()
        progress.line(`${progress.paint.red('not started')}: ${plural(count, 'container')} removed again`)
        return 1
      }
      if (options.detach && !stop.signal.aborted) {
        await life.close()
        progress.note(`${printable(project.name)} runs; \`mc dev --down\` ends it`)
        return 0
      }
      if (!stop.signal.aborted) await follow()
    } catch (error) {
      // nothing may stay behind, whatever went wrong; the first failure is the one to tell
      await life.close()
      await removeAll().catch(() => {})
      throw error
    }
    await life.close()
    if (life.failure() !== undefined) throw life.failure()
    const count = await removeAll()
    progress.note(`ended: ${plural(count, 'container')} removed, volumes are kept (\`mc dev --down --volumes\` removes them too)`)
    return 130

    async function follow(): Promise<void> {
      const onStop = (listener: () => void): (() => void) => {
        stop.signal.addEventListener('abort', listener, { once: true })
        return () => stop.signal.removeEventListener('abort', listener)
      }
      if (!options.watch) return new Promise((resolve) => void onStop(resolve))
      await watch({ host: context.host, folders: options.folders, onInterrupt: onStop, run: refresh })
    }

    /** A run that fails is said and the session goes on: a file that has just gone may come back. */
    async function refresh(): Promise<void> {
      try {
        const next = await options.render()
        if (next !== undefined) await life.change(next)
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        progress.line(`[${timeOfDay(context.host.now())}] mc: ${printable(error.message)}`)
      }
    }

    async function removeAll(): Promise<number> {
      progress.detail('ending')
      return takeDown({ compose: life.compose({ allProfiles: true }), progress, force: force.signal })
    }
  }
}
