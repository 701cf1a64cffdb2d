import { join } from 'node:path'
import { compareText } from '../diagnostic.js'
import { imageRecordFile, ledger } from '../find-manifests.js'
import type { Host } from '../host.js'
import { type DockerIgnore, readDockerIgnore } from './docker-ignore.js'

/**
 * Gives the paths of files and links of a build context that `.dockerignore` leaves, sorted by code units; devices, sockets and pipes are passed over.
 * So are `.git` at the top, which no two clones share, and what mc itself writes (`.mc`, folders that hold `.mc.json`, the record of images).
 * `dockerfile` is the absolute path of the Dockerfile: the ignore file beside it that has its name counts before the one of the context.
 */
export function listContext(folder: string, dockerfile: string | undefined, host: Host): readonly string[] {
  const ignore = ignoreFor(folder, dockerfile, host)
  const found: string[] = []
  const waiting = ['']
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop()) {
    const entries = host.list(join(folder, below))
    if (entries.some(({ name }) => name === ledger)) continue
    for (const { name, kind } of entries) {
      const path = below === '' ? name : `${below}/${name}`
      if (path === '.git' || path === '.mc' || name === imageRecordFile) continue
      if (kind === 'folder') {
        if (!ignore.ignoresAllBelow(path)) waiting.push(path)
      } else if (kind !== 'other' && !ignore.ignores(path)) found.push(path)
    }
  }
  return found.sort(compareText)
}

function ignoreFor(folder: string, dockerfile: string | undefined, host: Host): DockerIgnore {
  const candidates = [...(dockerfile === undefined ? [] : [`${dockerfile}.dockerignore`]), join(folder, '.dockerignore')]
  const path = candidates.find((candidate) => host.stat(candidate)?.kind === 'file')
  return readDockerIgnore(path === undefined ? '' : Buffer.from(host.read(path)).toString('utf8'))
}
