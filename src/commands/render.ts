import { resolve } from 'node:path'
import type { Target, TargetArtifact } from '../../targets/target.js'
import type { CompileOptions } from '../compilation.js'
import { Failure } from '../failure.js'
import { jsonDiagnostics, printJson } from '../report/json.js'
import { printable } from '../report/printable.js'
import { type Status, type Written, write } from '../write.js'
import { chosenTargets } from './chosen-targets.js'
import { compileInputs, type Inputs } from './compile-inputs.js'
import type { Context, Printer } from './context.js'
import { parseSettings, publishSetting } from './parse-settings.js'
import {
  type Counts,
  count,
  countWords,
  exitCodeOf,
  jsonHead,
  plural,
  printDiagnostics,
  printSarif,
  type ReportFormat,
} from './print-report.js'
import { readImages } from './read-images.js'
import { watchInputs } from './watch-inputs.js'

const statuses: readonly Status[] = ['created', 'updated', 'unchanged', 'stale', 'removed', 'kept']

export interface RenderFlags {
  readonly target?: string
  readonly out: string
  readonly app?: string
  readonly images?: string
  readonly set: readonly string[]
  readonly publish: readonly string[]
  readonly dryRun?: boolean
  readonly prune?: boolean
  readonly strict?: boolean
  readonly watch?: boolean
  readonly format: ReportFormat
  readonly maxWarnings?: number
  readonly stdinFilename?: string
  readonly lattice?: string
}

/** Compiles manifests and writes the files of the chosen targets; with any error nothing is written. Gives the exit code. */
export async function render(paths: readonly string[], flags: RenderFlags, context: Context): Promise<number> {
  const targets = await chosenTargets(flags.target)
  const names = targets.map(({ name }) => name)
  const { app, strict, out } = flags
  const options: CompileOptions = {
    targets: names,
    settings: parseSettings([...flags.set, ...publishSetting(flags.publish)], targets),
    out,
    cwd: context.cwd,
    ...(app !== undefined && { app }),
    ...(strict && { strict }),
  }
  if (out === '-') {
    for (const [flag, isGiven] of [
      ['--prune', flags.prune],
      ['--dry-run', flags.dryRun],
      ['--watch', flags.watch],
    ] as const)
      if (isGiven) throw new Failure(2, `-o - writes to standard output, where ${flag} means nothing`)
    if (flags.format !== 'text' && flags.format !== 'oneline')
      throw new Failure(2, `-o - writes the file to standard output, and so does --format ${flags.format}: choose one of them`)
  }
  const once = async (time?: string): Promise<number> => {
    const inputs = await compileInputs(paths, { ...options, ...readImages(flags.images, context) }, context, flags, 'all')
    return out === '-' ? printOne(inputs, flags, context) : writeAll(inputs, targets, flags, context, time)
  }
  return flags.watch ? watchInputs(paths, context, once) : once()
}

async function writeAll(
  inputs: Inputs,
  targets: readonly Target[],
  flags: RenderFlags,
  context: Context,
  time: string | undefined,
): Promise<number> {
  const { diagnostics, compilation } = inputs
  const counts = count(diagnostics)
  const written =
    counts.errors > 0
      ? []
      : await writeFiles(
          compilation.artifacts,
          targets.map(({ name }) => name),
          flags,
          context,
        )
  if (flags.format === 'json') context.out.write(printJson(report(inputs, written, flags)))
  else if (flags.format === 'sarif') await printSarif(diagnostics, context.out)
  else {
    printDiagnostics(flags.format, diagnostics, context.err, context)
    if (!context.quiet) for (const file of written) context.out.line(fileLine(file, flags.out, context.out))
    for (const line of verdict(written, targets, counts, flags, context, time)) context.err.line(line)
  }
  return exitCodeOf(counts, flags.maxWarnings, context.err)
}

async function writeFiles(
  artifacts: readonly TargetArtifact[],
  names: readonly string[],
  { out, prune, dryRun }: RenderFlags,
  { cwd, host, err, debug }: Context,
): Promise<readonly Written[]> {
  const started = host.now().getTime()
  const written = await write(
    artifacts,
    { folder: resolve(cwd, out), shown: out.replace(/(?<=.)\/+$/, ''), targets: names, ...(prune && { prune }), ...(dryRun && { dryRun }) },
    host,
  )
  if (debug) err.line(`wrote in ${host.now().getTime() - started} ms`)
  return written
}

function printOne({ diagnostics, compilation }: Inputs, flags: RenderFlags, context: Context): number {
  const counts = count(diagnostics)
  const artifacts = compilation.artifacts.filter(({ optional }) => !optional)
  printDiagnostics(flags.format === 'oneline' ? 'oneline' : 'text', diagnostics, context.err, context)
  const [first, ...others] = artifacts
  if (counts.errors > 0) context.err.line(`nothing written: ${countWords(counts)}`)
  else if (first !== undefined && others.length > 0) {
    const paths = artifacts.map(({ path }) => path)
    throw new Failure(
      2,
      `-o - prints a single file, and these are ${paths.length} (${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ', ...' : ''}): write to a folder, or choose with --app`,
    )
  } else if (first !== undefined) context.out.write(first.text)
  return exitCodeOf(counts, flags.maxWarnings, context.err)
}

function fileLine({ path, status, added, removed, edited }: Written, out: string, { paint }: Printer): string {
  const color: Record<Status, (text: string) => string> = {
    created: paint.green,
    updated: paint.yellow,
    unchanged: paint.dim,
    stale: paint.blue,
    removed: paint.red,
    kept: paint.blue,
  }
  const note: Partial<Record<Status, string>> = {
    updated: `+${added} -${removed}${edited ? '  (was changed by hand)' : ''}`,
    stale: '(remove with --prune)',
    kept: '(changed by hand, not removed)',
  }
  const file = printable(out === '.' ? path : `${out.replace(/\/+$/, '')}/${path}`)
  return `  ${color[status](status.padEnd(9))}  ${file}${note[status] === undefined ? '' : `   ${note[status]}`}`
}

/** The last line is the verdict; after it stands only what to do next. */
function verdict(
  written: readonly Written[],
  targets: readonly Target[],
  counts: Counts,
  { out, dryRun }: RenderFlags,
  { err, quiet }: Context,
  time: string | undefined,
): readonly string[] {
  const stamp = time === undefined ? '' : `[${time}] `
  if (counts.errors > 0) return [`${stamp}${err.paint.red('nothing written')}: ${countWords(counts)}`]
  if (quiet) return []
  const of = (status: Status): number => written.filter((file) => file.status === status).length
  const words = statuses.flatMap((status) => (of(status) > 0 ? [`${of(status)} ${status}`] : [])).join(', ') || 'no files'
  const warnings = counts.warnings > 0 ? `; ${plural(counts.warnings, 'warning')}` : ''
  if (time !== undefined) return [`${stamp}${err.paint.green('ok')}, ${words}${warnings}`]
  const line = `${dryRun ? 'would render' : 'rendered'} ${targets.map(({ name }) => name).join(' and ')}: ${words}${warnings}`
  const made = targets.filter(({ name }) => !dryRun && written.some((file) => file.target === name))
  return [
    line,
    ...made.map((target) => `next: ${nextOf(target, written).replaceAll('{out}', `${out.replace(/\/+$/, '')}/${target.name}`)}`),
  ]
}

function nextOf({ name, next, nextFor }: Target, written: readonly Written[]): string {
  const isThere = ({ status }: Written): boolean => status === 'created' || status === 'updated' || status === 'unchanged'
  const paths = written.filter((file) => file.target === name && isThere(file)).map(({ path }) => path.slice(name.length + 1))
  return nextFor?.(paths) ?? next
}

/** `schema/render-output.schema.json`. */
function report(
  { diagnostics, compilation, documents, files }: Inputs,
  written: readonly Written[],
  { dryRun = false }: RenderFlags,
): object {
  const { errors, warnings } = count(diagnostics)
  return {
    ...jsonHead,
    summary: { files, applications: documents.length, skipped: compilation.skipped, errors, warnings },
    dryRun,
    artifacts: written.map(({ target, path, status, sha256, added, removed, edited }) => ({
      target,
      path,
      status,
      sha256,
      ...(status === 'updated' && { added, removed, edited: edited === true }),
    })),
    diagnostics: jsonDiagnostics(diagnostics),
  }
}
