import { basename, join, sep } from 'node:path'
import { compareText } from './diagnostic.js'
import { systemCode, systemFailure } from './failure.js'
import type { Entry, Host } from './host.js'

/** The manifests below a folder. */
export interface Walk {
  /** Paths as they were reached, by the real path behind them: a file that is reached twice is read once. */
  readonly files: ReadonlyMap<string, string>
  /** Links to folders that lead back into a folder above themselves. */
  readonly loops: readonly string[]
  /** Every folder that was looked into, for those who want to watch them. */
  readonly folders: readonly string[]
}

/**
 * Finds every `*.yaml`, `*.yml` and `*.json` below a folder; links are followed. Passed over are names that begin with a dot, `node_modules`,
 * the record of images (`mc.images.json`),
 * and folders that mc itself has written (they hold `.mc.json`, or a lattice's `lattice.jsonl`). `isWanted` asks for files of other names instead. Throws a `Failure` that names the folder or link that cannot be read.
 */
export function findManifests(top: string, host: Host, shown: (path: string) => string, isWanted = isManifestName): Walk {
  const files = new Map<string, string>()
  const folders: string[] = []
  const loops: string[] = []
  const seen = new Set<string>()
  // links come last, so that a folder that is reached by its own name keeps that name in reports
  const links: { path: string; above: readonly string[] }[] = []

  visit(top, host.realPath(top), [])
  for (let link = links.shift(); link !== undefined; link = links.shift()) follow(link.path, link.above)
  return { files, loops, folders }

  function visit(path: string, real: string, above: readonly string[]): void {
    if (seen.has(real)) return
    seen.add(real)
    const entries = guarded(path, () => host.list(path))
    if (path !== top && entries.some(({ name }) => name === ledger || name === storeHead)) return
    folders.push(path)
    for (const { name, kind } of [...entries].sort((a, b) => compareText(a.name, b.name))) {
      if (name.startsWith('.') || name === 'node_modules') continue
      if (kind === 'folder') visit(join(path, name), join(real, name), [...above, real])
      else if (kind === 'link') links.push({ path: join(path, name), above: [...above, real] })
      else if (kind === 'file' && isWanted(name)) files.set(join(real, name), join(path, name))
    }
  }

  function follow(path: string, above: readonly string[]): void {
    const entry = guarded(path, () => statOrLoop(path))
    if (entry === 'loop') return void loops.push(path)
    if (entry === undefined) {
      // a link that leads nowhere matters only where it has the name of a manifest
      if (isWanted(path)) guarded(path, () => host.realPath(path))
      return
    }
    const real = guarded(path, () => host.realPath(path))
    if (entry.kind === 'folder') {
      if (above.some((folder) => folder === real || folder.startsWith(`${real}${sep}`))) loops.push(path)
      else visit(path, real, above)
    } else if (entry.kind === 'file' && isWanted(path) && !files.has(real)) files.set(real, path)
  }

  /** Links that lead to each other lead nowhere, and the system gives up on them. */
  function statOrLoop(path: string): Entry | 'loop' | undefined {
    try {
      return host.stat(path)
    } catch (error) {
      if (systemCode(error) === 'ELOOP') return 'loop'
      throw error
    }
  }

  function guarded<T>(path: string, act: () => T): T {
    try {
      return act()
    } catch (error) {
      throw systemFailure(`cannot read ${shown(path)}`, error)
    }
  }
}

/** The file in an output folder that lists what mc wrote there. */
export const ledger = '.mc.json'

/** The file in the folder of a lattice (`dir:`) without which it is none: the manifests in it are versions, and not files of today. */
const storeHead = 'lattice.jsonl'

/** The file in a working directory that says which images were published (`mc build --push`). */
export const imageRecordFile = 'mc.images.json'

/** Tells whether a file is read when its folder is. */
export function isManifestName(name: string): boolean {
  return /\.(ya?ml|json)$/i.test(name) && basename(name) !== imageRecordFile
}

/** Tells whether a file is read when its folder is, and Fly.io is the reader (`--compat fly`): `fly.toml`, `fly.production.toml`. */
export function isFlyTomlName(name: string): boolean {
  return /^fly(\..+)?\.toml$/i.test(basename(name))
}
