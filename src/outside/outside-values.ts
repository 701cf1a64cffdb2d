import { join, resolve } from 'node:path'
import type { OutsideNeed } from '../../targets/emit-target.js'
import type { OutsideValue } from '../../targets/target.js'
import type { Compilation } from '../compilation.js'
import { compareText, type Span } from '../diagnostic.js'
import { Failure, systemFailure } from '../failure.js'
import type { Host } from '../host.js'
import type { Id, Lattice } from '../lattice/lattice.js'
import { readEnvFile } from './env-file.js'
import { wasmSecrets } from './wasm-secrets.js'

/** A secret or configuration that has to come from outside, and who needs it; its value is never here. */
export interface OutsideEntry {
  readonly what: 'secret' | 'configuration'
  /** Name of the secret or of the configuration; for one of wasmCloud the name that the manifest gives it. */
  readonly source: string
  /** Absent where all keys are wanted. */
  readonly key?: string
  /** What brings it: a variable of whoever runs it (under Compose the one in `.env.example`), or a path beside the Compose file. */
  readonly variable?: string
  readonly path?: string
  /** What has it ready on the platform. */
  readonly keeper?: string
  /** The policy and backend of a secret of wasmCloud, which asks them itself. */
  readonly backend?: string
  /** `empty` is a variable that is set to nothing; `elsewhere` one of which only its backend or the platform knows. */
  readonly state: 'set' | 'empty' | 'missing' | 'elsewhere'
  /** Where it was found: `environment`, an env file or the path itself. */
  readonly from?: string
  readonly users: readonly OutsideUser[]
}

/** Who needs a value, where the manifest says so, and as what. */
export interface OutsideUser {
  readonly by?: Id
  readonly span?: Span
  readonly as?: OutsideValue['as']
}

export interface OutsideOptions {
  readonly host: Host
  readonly env: Readonly<Record<string, string | undefined>>
  /** The target that was compiled for: Compose alone reads `.env` by itself. */
  readonly target: string
  /** Absolute. */
  readonly cwd: string
  /** The output folder, in which `compose/` lies; absolute. */
  readonly folder: string
  /**
   * Env files in place of `.env` in the working directory (`mc dev` gives it to Compose) and `.env` beside the Compose file (Compose reads it where it is
   * given none). The environment always wins.
   */
  readonly envFiles?: readonly string[]
}

/** Gives everything that a compilation for one target needs from outside, sorted by kind, name and key, with what is known of it on this machine. */
export function outsideValues(compilation: Compilation, options: OutsideOptions): readonly OutsideEntry[] {
  const find = finder(options)
  const entries = new Map<string, OutsideEntry & { users: OutsideUser[] }>()
  for (const need of compilation.outside) {
    const { what, source, key, variable, path, keeper } = need
    const id = JSON.stringify([what, source, key, variable, path, keeper])
    const entry = entries.get(id) ?? {
      what,
      source,
      ...(key !== undefined && { key }),
      ...(variable !== undefined && { variable }),
      ...(path !== undefined && { path }),
      ...(keeper === undefined ? find(variable, path) : { keeper, state: 'elsewhere' as const }),
      users: [],
    }
    entries.set(id, entry)
    addUser(entry.users, userOf(need, compilation.lattice))
  }
  return [...entries.values(), ...wasmSecrets(compilation)].sort(
    (a, b) => compareText(a.what, b.what) * -1 || compareText(a.source, b.source) || compareText(a.key ?? '', b.key ?? ''),
  )
}

/** Gives those without which nothing should be started: Compose starts no service whose secret is not set, and gives it no file of an empty one. */
export function missingValues(entries: readonly OutsideEntry[]): readonly OutsideEntry[] {
  return entries.filter(({ state, what }) => state === 'missing' || (state === 'empty' && what === 'secret'))
}

/** The env file in the working directory, as reports show it. */
export const localEnvFile = '.env'

type Found = Pick<OutsideEntry, 'state' | 'from'>

function finder({
  host,
  env,
  target,
  cwd,
  folder,
  envFiles,
}: OutsideOptions): (variable: string | undefined, path: string | undefined) => Found {
  const named = envFiles?.map((file) => ({ file: resolve(cwd, file), shown: file, isNamed: true }))
  const own =
    target !== 'compose'
      ? []
      : [
          { file: join(cwd, localEnvFile), shown: localEnvFile, isNamed: false },
          { file: join(folder, 'compose', '.env'), shown: 'the .env beside compose.yaml', isNamed: false },
        ]
  const places = named ?? own
  const files = places.flatMap(({ file, shown, isNamed }) => {
    const text = readText(file, shown, isNamed, host)
    return text === undefined ? [] : [{ shown, values: readEnvFile(text) }]
  })
  // of several files that Compose is given the last wins
  if (named !== undefined) files.reverse()
  return (variable, path) => {
    if (variable === undefined) {
      const isThere = path !== undefined && host.stat(join(folder, 'compose', path)) !== undefined
      return isThere ? { state: 'set', from: `compose/${path}` } : { state: 'missing' }
    }
    const own = env[variable]
    if (own !== undefined) return { state: own === '' ? 'empty' : 'set', from: 'environment' }
    const file = files.find(({ values }) => values.has(variable))
    if (file === undefined) return { state: 'missing' }
    return { state: file.values.get(variable) === '' ? 'empty' : 'set', from: file.shown }
  }
}

function readText(file: string, shown: string, isNamed: boolean, host: Host): string | undefined {
  try {
    if (host.stat(file)?.kind === 'file') return Buffer.from(host.read(file)).toString('utf8')
  } catch (error) {
    throw systemFailure(`cannot read ${shown}`, error)
  }
  if (isNamed) throw new Failure(3, `cannot read ${shown}: no such file`)
  return undefined
}

/** One that says as what it is needed stands for one that does not. */
function addUser(users: OutsideUser[], user: OutsideUser): void {
  const same = (other: OutsideUser): boolean => other.span?.source.path === user.span?.source.path && other.span?.start === user.span?.start
  const index = users.findIndex(
    (other) => same(other) && (other.as === undefined || user.as === undefined || other.as.name === user.as.name),
  )
  const before = users[index]
  if (before === undefined) users.push(user)
  else if (before.as === undefined) users[index] = user
}

function userOf({ span, as }: OutsideNeed, lattice: Lattice): OutsideUser {
  const by = span === undefined ? undefined : componentAt(span, lattice)
  return { ...(by !== undefined && { by }), ...(span && { span }), ...(as && { as }) }
}

function componentAt(span: Span, lattice: Lattice): Id | undefined {
  for (const [name, { app, document }] of lattice.applications) {
    if (document.source !== span.source) continue
    const { components } = app.spec
    for (const [index, component] of components.entries()) {
      const { start, end } = document.whole(components, index)
      if (start <= span.start && span.start < end) return `${name}/${component.name}`
    }
  }
  return undefined
}
