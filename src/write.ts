import { dirname, join } from 'node:path'
import { countChanges } from './count-changes.js'
import { compareText } from './diagnostic.js'
import { Failure, systemFailure } from './failure.js'
import { ledger } from './find-manifests.js'
import type { Host } from './host.js'
import { type Step, transact } from './transact.js'

/** A file to write; `path` is relative to the output folder, `/` between names, and begins with the target's name. */
export interface OutputFile {
  readonly target: string
  readonly path: string
  readonly text: string
  readonly executable?: boolean
}

/**
 * What became of a file: `stale` was written by an earlier run and is no longer made; `removed` was stale and `--prune` took it;
 * `kept` was stale too, but somebody has changed it since.
 */
export type Status = 'created' | 'updated' | 'unchanged' | 'stale' | 'removed' | 'kept'

export interface Written {
  readonly target: string
  readonly path: string
  readonly status: Status
  /** Of the text that mc makes; of the text on the disk for `stale`, `removed` and `kept`. Lower-case hexadecimal. */
  readonly sha256: string
  /** Lines, for `updated`. */
  readonly added?: number
  readonly removed?: number
  /** True where `updated` replaces changes that somebody made by hand, or a file that mc did not write. */
  readonly edited?: boolean
}

export interface WriteOptions {
  /** Absolute. */
  readonly folder: string
  /** The folder as the user named it, for messages. */
  readonly shown: string
  /** Targets of this run: files of others are left alone. */
  readonly targets: readonly string[]
  readonly prune?: boolean
  readonly dryRun?: boolean
}

/**
 * Writes the files: all of them or, where the disk refuses, none, with the old ones back in place. A file that is already right is not touched.
 * `.mc.json` in the folder lists what mc wrote; nothing else is ever removed. Throws a `Failure` where the folder cannot take the files.
 */
export async function write(files: readonly OutputFile[], options: WriteOptions, host: Host): Promise<readonly Written[]> {
  // loading it costs a tenth of a short run, so only those who write pay
  const { createHash } = await import('node:crypto')
  const disk: Disk = { host, hash: (text) => createHash('sha256').update(text).digest('hex') }
  checkPaths(files)
  const { folder, shown } = options
  try {
    checkFolder(host, folder, shown)
    const before = readLedger(host, folder, shown)
    const plan = [...files.map((file) => compare(file, before, options, disk)), ...staleFiles(files, before, options, disk)]
    const written = plan.map(({ entry }) => entry).sort((a, b) => compareText(a.path, b.path))
    if (options.dryRun) return written
    const after = newLedger(before, written, options.targets)
    const steps = plan.flatMap(({ step }) => step ?? [])
    if (after !== before.text) steps.push({ path: join(folder, ledger), text: after, executable: false })
    transact(steps, folder, host)
    return written
  } catch (error) {
    throw systemFailure(`cannot write ${shown}`, error)
  }
}

/** A path that leads out of the folder, or two files of one path, are faults of an emitter, never of the user. */
function checkPaths(files: readonly OutputFile[]): void {
  const seen = new Set<string>()
  for (const { path } of files) {
    const names = path.split('/')
    if (/[\\\0]/.test(path) || /^[A-Za-z]:/.test(path) || names.some((name) => name === '' || name === '.' || name === '..'))
      throw new Error(`a target wants to write outside its folder: ${path}`)
    const key = path.toLowerCase()
    if (seen.has(key)) throw new Error(`two files have one path: ${path}`)
    seen.add(key)
  }
  for (const path of seen)
    for (let parent = dirname(path); parent !== '.'; parent = dirname(parent))
      if (seen.has(parent)) throw new Error(`one path is both a file and a folder: ${parent}`)
}

function checkFolder(host: Host, folder: string, shown: string): void {
  const entry = host.stat(folder)
  if (entry !== undefined && entry.kind !== 'folder') throw new Failure(3, `cannot write ${shown}: it is a file, not a folder`)
}

interface Ledger {
  readonly text: string | undefined
  /** Target → path → SHA-256 of what mc wrote. */
  readonly targets: Readonly<Record<string, Readonly<Record<string, string>>>>
}

function readLedger(host: Host, folder: string, shown: string): Ledger {
  const path = join(folder, ledger)
  if (host.lstat(path) === undefined) return { text: undefined, targets: {} }
  const text = Buffer.from(host.read(path)).toString('utf8')
  const targets = parseLedger(text)
  if (targets === undefined)
    throw new Failure(
      3,
      `cannot write ${shown}: its ${ledger} is not one that mc wrote; remove it, and mc takes every file there for yours`,
    )
  return { text, targets }
}

/** The list is data from the disk: only paths that mc could have written count. */
function parseLedger(text: string): Ledger['targets'] | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const entries = isRecord(value) && value['version'] === 1 && isRecord(value['targets']) ? Object.entries(value['targets']) : undefined
  if (entries === undefined) return undefined
  const safe = (target: string, path: string): boolean =>
    path.startsWith(`${target}/`) && !path.includes('\\') && path.split('/').every((name) => name !== '' && name !== '.' && name !== '..')
  return Object.fromEntries(
    entries.map(([target, paths]) => [
      target,
      Object.fromEntries(
        Object.entries(isRecord(paths) ? paths : {}).filter(
          (entry): entry is [string, string] => typeof entry[1] === 'string' && safe(target, entry[0]),
        ),
      ),
    ]),
  )
}

function newLedger(before: Ledger, written: readonly Written[], targets: readonly string[]): string {
  const kept = Object.entries(before.targets).filter(([target]) => !targets.includes(target))
  const made = targets.map((target): [string, Record<string, string>] => {
    // what is stale stays listed with the text that mc once wrote, so that a later --prune can tell whether it is still that text
    const stale = (path: string): string | undefined => before.targets[target]?.[path]
    const own = written.filter((entry) => entry.target === target && entry.status !== 'removed')
    return [
      target,
      Object.fromEntries(
        own.map(({ path, status, sha256 }) => [path, status === 'stale' || status === 'kept' ? (stale(path) ?? sha256) : sha256]),
      ),
    ]
  })
  const all = [...kept, ...made].filter(([, paths]) => Object.keys(paths).length > 0).sort(([a], [b]) => compareText(a, b))
  return `${JSON.stringify({ version: 1, targets: Object.fromEntries(all) }, undefined, 2)}\n`
}

interface Disk {
  readonly host: Host
  /** SHA-256, lower-case hexadecimal. */
  hash(text: string): string
}

interface Planned {
  readonly entry: Written
  readonly step?: Step
}

function compare(
  { target, path, text, executable = false }: OutputFile,
  before: Ledger,
  options: WriteOptions,
  { host, hash }: Disk,
): Planned {
  const full = join(options.folder, path)
  const sha256 = hash(text)
  const old = readOld(path, options, host)
  const step: Step = { path: full, text, executable }
  if (old === undefined) return { entry: { target, path, status: 'created', sha256 }, step }
  if (old.text === text && old.executable === executable) return { entry: { target, path, status: 'unchanged', sha256 } }
  const edited = before.targets[target]?.[path] !== hash(old.text)
  return { entry: { target, path, status: 'updated', sha256, ...countChanges(old.text, text), ...(edited && { edited }) }, step }
}

function staleFiles(files: readonly OutputFile[], before: Ledger, options: WriteOptions, { host, hash }: Disk): readonly Planned[] {
  const made = new Set(files.map(({ path }) => path))
  return options.targets.flatMap((target) =>
    Object.entries(before.targets[target] ?? {}).flatMap(([path, recorded]): readonly Planned[] => {
      if (made.has(path)) return []
      const old = readOld(path, options, host)
      if (old === undefined) return []
      const sha256 = hash(old.text)
      if (!options.prune) return [{ entry: { target, path, status: 'stale', sha256 } }]
      if (sha256 !== recorded) return [{ entry: { target, path, status: 'kept', sha256 } }]
      return [{ entry: { target, path, status: 'removed', sha256 }, step: { path: join(options.folder, path) } }]
    }),
  )
}

/** Gives the file that is there now. No part of its path below the output folder may be a link: it could lead anywhere. */
function readOld(path: string, { folder, shown }: WriteOptions, host: Host): { text: string; executable: boolean } | undefined {
  const names = path.split('/')
  for (let length = 1; length <= names.length; length++) {
    const part = names.slice(0, length).join('/')
    const entry = host.lstat(join(folder, part))
    if (entry === undefined) return undefined
    const isLast = length === names.length
    if (entry.kind === 'link')
      throw new Failure(
        3,
        `cannot write ${shown}/${path}: ${shown}/${part} is a link, and mc does not follow links out of its folder; remove the link`,
      )
    if (isLast !== (entry.kind === 'file'))
      throw new Failure(3, `cannot write ${shown}/${path}: ${shown}/${part} is ${isLast ? 'not a file' : 'not a folder'}`)
    // Latin-1 keeps every byte apart, so that a file that is no UTF-8 never looks the same as one that is
    if (isLast) return { text: textOf(host.read(join(folder, part))), executable: (entry.mode & 0o100) !== 0 }
  }
  return undefined
}

function textOf(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes)
  const text = buffer.toString('utf8')
  return Buffer.from(text).equals(buffer) ? text : buffer.toString('latin1')
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
