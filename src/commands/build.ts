import { resolve } from 'node:path'
import { loadTarget } from '../../targets/load-target.js'
import type { CompileOptions } from '../compilation.js'
import { isError } from '../diagnostic.js'
import { Failure } from '../failure.js'
import { imageRecordFile } from '../find-manifests.js'
import { type BuildOptions, type BuildResult, buildDiagnostics, buildImages } from '../images/build-images.js'
import { type ImageBuild, listBuilds } from '../images/list-builds.js'
import { parseImageReference } from '../language/image-reference.js'
import { missingText } from '../outside/missing-text.js'
import type { Running } from '../programs.js'
import { printJson } from '../report/json.js'
import { printable } from '../report/printable.js'
import { type LocalEnv, missingSecrets, readLocalEnv } from './build-secrets.js'
import { compileInputs } from './compile-inputs.js'
import type { Context } from './context.js'
import { parseSettings } from './parse-settings.js'
import { buildReport, printBuild } from './print-build.js'
import { plural, printDiagnostics, verdictLine } from './print-report.js'
import { readImages } from './read-images.js'

export interface BuildFlags {
  readonly app?: string
  readonly set: readonly string[]
  /** `false` is `--no-cache`. */
  readonly cache: boolean
  readonly pull?: boolean
  readonly push?: boolean
  readonly registry?: string
  readonly record?: string
  readonly format: 'text' | 'json'
  readonly stdinFilename?: string
}

/** Builds the images of a lattice, and with `--push` publishes and records them; what is there already is left alone. Gives the exit code: 1 where a build fails. */
export async function build(paths: readonly string[], flags: BuildFlags, context: Context): Promise<number> {
  const registry = registryOf(flags)
  const { app } = flags
  const options: CompileOptions = {
    targets: ['compose'],
    settings: parseSettings(flags.set, [await loadTarget('compose')]),
    out: outFolder,
    cwd: context.cwd,
    // a record that is to be written over may name anything
    ...(registry === undefined && readImages(undefined, context)),
    ...(app !== undefined && { app }),
  }
  const { compilation, diagnostics, files } = await compileInputs(paths, options, context, flags)
  const errors = diagnostics.filter(isError)
  if (errors.length > 0) {
    if (flags.format === 'json') context.out.write(printJson(buildReport([], errors, undefined)))
    else {
      printDiagnostics('text', errors, context.err, context)
      context.err.line(`${context.err.paint.red('nothing built')}: ${verdictLine(errors, files, context.err)}`)
    }
    return 1
  }
  const local = readLocalEnv(context)
  const all = listBuilds(compilation, resolve(context.cwd, outFolder), { ...local, ...context.env })
  // what no manifest builds, such as a Spin CLI with plugins, is for Compose on this machine alone
  const builds = registry === undefined ? all : all.filter(({ span }) => span !== undefined)
  const missing = missingSecrets(builds, compilation, local, context)
  if (missing.length > 0) {
    context.err.line(missingText(missing))
    context.err.line(`${context.err.paint.red('nothing built')}: ${plural(missing.length, 'secret')} missing`)
    return 1
  }
  const { record, results, isInterrupted } = await run(builds, registry, local, flags, context)
  if (isInterrupted) {
    context.err.line('interrupted: nothing is half built, and what was built stays')
    return 130
  }
  const failures = buildDiagnostics(results)
  if (flags.format === 'json') context.out.write(printJson(buildReport(results, failures, record)))
  else printBuild(results, failures, record, context)
  return failures.length > 0 ? 1 : 0
}

/** Contexts are seen from here in the bake file, and made absolute again: nothing is written. */
const outFolder = 'out'

interface Run {
  readonly results: readonly BuildResult[]
  /** The file that says what was published, as the user named it. */
  readonly record?: string
  readonly isInterrupted: boolean
}

async function run(
  builds: readonly ImageBuild[],
  registry: string | undefined,
  local: LocalEnv | undefined,
  flags: BuildFlags,
  context: Context,
): Promise<Run> {
  if (builds.length === 0) return { results: [], isInterrupted: false }
  const running = new Set<Running>()
  let isInterrupted = false
  const release = context.onInterrupt(() => {
    // a second time the builder has no say
    for (const program of running) program.signal(isInterrupted ? 'SIGKILL' : 'SIGINT')
    isInterrupted = true
  })
  const options: BuildOptions = {
    host: context.host,
    programs: await context.programs(),
    cwd: context.cwd,
    // the environment itself wins, as it does everywhere
    ...(local && { env: Object.fromEntries(Object.entries(local).filter(([name]) => context.env[name] === undefined)) }),
    ...(!flags.cache && { noCache: true }),
    ...(flags.pull && { pull: true }),
    onStart(program) {
      running.add(program)
      if (isInterrupted) program.signal('SIGINT')
      void program.ended.finally(() => running.delete(program)).catch(() => {})
    },
    onStep(step) {
      if (!context.quiet && flags.format === 'text') context.err.line(context.err.paint.dim(`  ${printable(step)}`))
    },
  }
  try {
    if (registry === undefined) return { results: await buildImages(builds, options), isInterrupted }
    const [{ publishImages }, { recordImages }] = await Promise.all([
      import('../images/publish-images.js'),
      import('../images/record-images.js'),
    ])
    const record = flags.record ?? imageRecordFile
    const target = recordImages(resolve(context.cwd, record), record, context.host)
    const results = await publishImages(builds, registry, options)
    const isWritten = target.write(results)
    return { results, ...(isWritten && { record }), isInterrupted }
  } catch (error) {
    if (isInterrupted && error instanceof Failure) return { results: [], isInterrupted }
    throw error
  } finally {
    release()
  }
}

function registryOf({ push, registry, record }: BuildFlags): string | undefined {
  if (!push) {
    for (const [flag, value] of [
      ['--registry', registry],
      ['--record', record],
    ])
      if (value !== undefined)
        throw new Failure(2, `${flag} ${value}: without --push nothing is published; add --push, or leave ${flag} out`)
    return undefined
  }
  if (registry === undefined) throw new Failure(2, '--push needs a registry: --registry ghcr.io/acme')
  const name = registry.replace(/\/+$/, '')
  const reference = parseImageReference(`${name}/image`)
  if ('fault' in reference) throw new Failure(2, `--registry ${registry}: no image could have this name, because it ${reference.fault}`)
  return name
}
