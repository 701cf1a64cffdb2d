import { join, resolve } from 'node:path'
import { loadTarget } from '../../targets/load-target.js'
import type { CompileOptions } from '../compilation.js'
import { endSession } from '../dev/end-session.js'
import { type DevProject, debugPath, readProject, type Surroundings } from '../dev/project.js'
import { runSession } from '../dev/session.js'
import type { Diagnostic } from '../diagnostic.js'
import { Failure } from '../failure.js'
import { localEnvFile } from '../outside/outside-values.js'
import { timeOfDay } from '../report/time-of-day.js'
import { write } from '../write.js'
import { readLocalEnv } from './build-secrets.js'
import { compileInputs, type Inputs } from './compile-inputs.js'
import type { Context } from './context.js'
import { parseSettings, publishSetting } from './parse-settings.js'
import { count, countWords, printDiagnostics } from './print-report.js'
import { readImages } from './read-images.js'
import { foldersToWatch } from './watch-inputs.js'

export interface DevFlags {
  readonly app?: string
  readonly stub: readonly string[]
  readonly set: readonly string[]
  readonly publish: readonly string[]
  readonly out: string
  readonly logs?: string | true
  readonly debugger?: boolean
  /** `false` is `--no-build`, and so on. */
  readonly build: boolean
  readonly watch: boolean
  readonly detach?: boolean
  readonly down?: boolean
  readonly volumes?: boolean
  readonly timeout: number
}

/** The work folder where none is named; manifests are not looked for in it. */
export const workFolder = '.mc/dev'

/** Runs what the paths hold on this machine's Docker, or ends what an earlier run has left. Gives the exit code. */
export async function dev(paths: readonly string[], flags: DevFlags, context: Context): Promise<number> {
  checkFlags(paths, flags)
  const { cwd, host } = context
  const folder = resolve(cwd, flags.out)
  const programs = await context.programs()
  if (flags.down)
    return endSession({
      context,
      programs,
      file: join(folder, 'compose', 'compose.yaml'),
      shown: flags.out,
      volumes: flags.volumes === true,
    })

  const options = await compileOptions(flags, cwd)
  const local = readLocalEnv(context)
  // Compose takes the last one; the environment itself always wins
  const envFiles = [join(folder, 'compose', '.env'), join(cwd, localEnvFile)].filter((file) => host.stat(file)?.kind === 'file')
  const shown: Shown = { good: new Set(), isBroken: false }
  let runs = 0
  return runSession({
    context,
    programs,
    shown: flags.out,
    envFiles,
    env: Object.fromEntries(Object.entries(local ?? {}).filter(([name]) => context.env[name] === undefined)),
    build: flags.build,
    watch: flags.watch,
    detach: flags.detach === true,
    timeout: flags.timeout,
    ...(flags.logs !== undefined && { logs: flags.logs === true ? [] : flags.logs.split(',') }),
    folders: () =>
      foldersToWatch(
        (paths.length === 0 ? ['.'] : paths).map((path) => resolve(cwd, path)),
        context,
      ),
    async render() {
      const inputs = await compileInputs(paths, { ...options, ...readImages(undefined, context) }, context)
      const isFirst = runs++ === 0
      if (!report(inputs, isFirst, shown, context)) return undefined
      await writeFiles(inputs, flags, folder, context)
      return projectOf(inputs, flags, { host, cwd, folder, debug: flags.debugger === true, env: { ...local, ...context.env } })
    },
  })
}

function checkFlags(paths: readonly string[], { logs, down, volumes, detach, watch }: DevFlags): void {
  if (paths.includes('-')) throw new Failure(2, 'mc dev needs files or folders: standard input cannot be followed')
  if (volumes && !down) throw new Failure(2, '--volumes belongs to --down: a session keeps its volumes')
  if (detach && logs !== undefined) throw new Failure(2, '--detach leaves at once, so there is nobody to show --logs to')
  if (detach && !watch) throw new Failure(2, '--detach watches nothing, so --no-watch means nothing with it')
}

/** The options of `mc render -t compose`, so that both write the same. */
async function compileOptions({ app, stub, set, publish, out }: DevFlags, cwd: string): Promise<CompileOptions> {
  const compose = await loadTarget('compose')
  const stubs = stub.length === 0 ? [] : [`compose.stub=${stub.join(',')}`]
  return {
    targets: [compose.name],
    settings: parseSettings([...set, ...stubs, ...publishSetting(publish)], [compose]),
    out,
    cwd,
    ...(app !== undefined && { app }),
  }
}

/** What was shown of earlier runs: diagnostics of the last good one, and whether the manifests are broken now. */
interface Shown {
  readonly good: Set<string>
  isBroken: boolean
}

/** Shows what is new among the diagnostics; tells whether there is no error. */
function report({ diagnostics }: Inputs, isFirst: boolean, shown: Shown, context: Context): boolean {
  const { err, host } = context
  const counts = count(diagnostics)
  const stamp = `[${timeOfDay(host.now())}] `
  const fresh = diagnostics.filter((diagnostic) => !shown.good.has(keyOf(diagnostic)))
  printDiagnostics('text', fresh, err, context)
  if (counts.errors > 0) {
    const words = err.paint.red(countWords(counts))
    err.line(isFirst ? `${err.paint.red('nothing started')}: ${words}` : `${stamp}${words}: what runs stays as it is`)
    shown.isBroken = true
    return false
  }
  shown.good.clear()
  for (const diagnostic of diagnostics) shown.good.add(keyOf(diagnostic))
  if (shown.isBroken && !context.quiet) err.line(`${stamp}the manifests are ${err.paint.green('valid')} again`)
  shown.isBroken = false
  return true
}

/** A line that only moved is the same diagnostic. */
function keyOf({ code, message, span }: Diagnostic): string {
  return JSON.stringify([code, message, span?.source.path])
}

async function writeFiles({ compilation }: Inputs, { out }: DevFlags, folder: string, { host }: Context): Promise<void> {
  await write(compilation.artifacts, { folder, shown: out, targets: ['compose'], prune: true }, host)
  // what is made anew at any time is nothing to keep in a repository
  const ignore = join(folder, '..', '.gitignore')
  if (out === workFolder && host.lstat(ignore) === undefined) host.create(ignore, '*\n', false)
}

function projectOf({ compilation }: Inputs, flags: DevFlags, surroundings: Surroundings): DevProject {
  if (flags.debugger && !compilation.artifacts.some(({ path }) => path === debugPath))
    throw new Failure(2, '--debugger: no component has a `debug` block (mc explain webservice.debug)')
  const project = readProject(compilation, surroundings)
  if (project.services.size === 0) throw new Failure(2, 'there is nothing to run: no application has a component of its own')
  const unknown = typeof flags.logs === 'string' ? flags.logs.split(',').find((name) => !project.services.has(name)) : undefined
  if (unknown !== undefined)
    throw new Failure(
      2,
      `--logs ${unknown}: no such service; there are ${[...project.services.keys()].join(', ')} (paths stand before --logs)`,
    )
  return project
}
