import { resolve } from 'node:path'
import { isError } from '../diagnostic.js'
import { Failure } from '../failure.js'
import { missingText, nameOf, userLines } from '../outside/missing-text.js'
import { localEnvFile, missingValues, type OutsideEntry, outsideValues } from '../outside/outside-values.js'
import { printJson } from '../report/json.js'
import { makeLocator } from '../report/locate.js'
import { printable } from '../report/printable.js'
import { chosenTargets } from './chosen-targets.js'
import { compileInputs } from './compile-inputs.js'
import type { Context } from './context.js'
import { parseSettings } from './parse-settings.js'
import { jsonHead, plural, printDiagnostics, verdictLine } from './print-report.js'
import { readImages } from './read-images.js'

export interface SecretsFlags {
  readonly target: string
  readonly set: readonly string[]
  readonly check?: boolean
  readonly app?: string
  readonly envFile: readonly string[]
  readonly out: string
  readonly format: 'text' | 'json'
  readonly stdinFilename?: string
}

/** Lists what a lattice needs from outside on a platform, and whether it is set; values are never shown. Gives the exit code: with `--check` 1 where something is missing. */
export async function secrets(paths: readonly string[], flags: SecretsFlags, context: Context): Promise<number> {
  const { app, check, envFile, out } = flags
  const targets = await chosenTargets(flags.target)
  const names = targets.map(({ name }) => name)
  const [target] = names
  if (target === undefined || names.length > 1) throw new Failure(2, 'mc secrets speaks of one platform at a time: name one target')
  const { compilation, diagnostics, files } = await compileInputs(
    paths,
    {
      targets: names,
      settings: parseSettings(flags.set, targets),
      out,
      cwd: context.cwd,
      ...readImages(undefined, context),
      ...(app !== undefined && { app }),
    },
    context,
    flags,
  )
  const errors = diagnostics.filter(isError)
  if (errors.length > 0) {
    printDiagnostics('text', errors, context.err, context)
    context.err.line(verdictLine(errors, files, context.err))
    return 1
  }
  const entries = outsideValues(compilation, {
    host: context.host,
    env: context.env,
    target,
    cwd: context.cwd,
    folder: resolve(context.cwd, out),
    ...(envFile.length > 0 && { envFiles: envFile }),
  })
  const missing = missingValues(entries)
  if (flags.format === 'json') context.out.write(printJson(report(entries, missing)))
  else {
    for (const entry of entries) if (!context.quiet) context.out.write(`${textOf(entry, context)}\n`)
    if (context.quiet && check && missing.length > 0) context.err.line(missingText(missing))
    if (!context.quiet && envFile.length === 0 && entries.some(({ from }) => from === localEnvFile))
      context.err.line(
        `mc dev reads ${localEnvFile} here; docker compose reads the one beside compose.yaml, or give it --env-file ${localEnvFile}`,
      )
    if (!context.quiet || (check && missing.length > 0)) context.err.line(verdict(target, entries, missing, context))
  }
  return check && missing.length > 0 ? 1 : 0
}

function textOf(entry: OutsideEntry, { out: { paint } }: Context): string {
  const { variable, path, backend, keeper, state, from } = entry
  const color = { set: paint.green, empty: paint.yellow, missing: paint.red, elsewhere: paint.dim }
  const by = variable ?? (path === undefined ? undefined : `${path} beside compose.yaml`)
  const words = {
    set: `set (${from ?? ''})`,
    empty: `empty (${from ?? ''})`,
    missing: path === undefined ? 'not set' : 'not there',
    elsewhere: keeper === undefined ? `asked of the secrets backend (${backend ?? ''})` : `read from ${keeper}`,
  }
  const head = `${paint.bold(printable(nameOf(entry)))}: ${by === undefined ? '' : `${printable(by)}, `}${color[state](printable(words[state]))}`
  return [head, ...userLines(entry.users).map((line) => `  ${line}`)].join('\n')
}

function verdict(target: string, entries: readonly OutsideEntry[], missing: readonly OutsideEntry[], { err }: Context): string {
  if (entries.length === 0) return 'nothing comes from outside'
  if (missing.length === 0) return err.paint.green('nothing is missing')
  return `${err.paint.red(`${plural(missing.length, 'value')} missing`)}: ${target === 'compose' ? 'set the variables, or write them to .env (mc render -t compose writes .env.example)' : 'set the variables'}`
}

/** `schema/secrets-output.schema.json`. */
function report(entries: readonly OutsideEntry[], missing: readonly OutsideEntry[]): object {
  const locator = makeLocator()
  return {
    ...jsonHead,
    summary: { values: entries.length, missing: missing.length },
    values: entries.map(({ what, source, key, variable, path, backend, keeper, state, from, users }) => ({
      what,
      source,
      key: key ?? null,
      variable: variable ?? null,
      path: path ?? null,
      backend: backend ?? null,
      keeper: keeper ?? null,
      state,
      from: from ?? null,
      users: users.map(({ by, span, as }) => ({
        component: by ?? null,
        file: span?.source.path ?? null,
        range: span === undefined ? null : locator.range(span),
        as: as?.kind ?? null,
        name: as?.name ?? null,
      })),
    })),
  }
}
