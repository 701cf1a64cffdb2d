import { Failure } from '../failure.js'
import { listWords, nearest } from '../language/suggest.js'
import type { Store } from './store.js'
import type { Surroundings } from './surroundings.js'

/**
 * The kinds of stores, by the scheme of their URL; each is loaded when it is asked for.
 * A new store is a folder and a line here.
 */
const kinds: Readonly<Record<string, (rest: string, surroundings: Surroundings) => Promise<Store>>> = {
  dir: async (rest, surroundings) => (await import('./dir/open-dir-store.js')).openDirStore(rest, surroundings),
}

/** Opens the lattice that a URL names: `dir:<path>`, `kube://<context>/<namespace>`, `nats://<host>/<lattice>`, `wadm://<host>/<lattice>`. */
export async function openStore(url: string, surroundings: Surroundings): Promise<Store> {
  const [, scheme = '', rest = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(url) ?? []
  const open = kinds[scheme]
  if (open !== undefined) return open(rest, surroundings)
  const known = Object.keys(kinds)
  const near = nearest(scheme, known)
  const hint = near === undefined ? `known are ${listWords(known.map((name) => `${name}:`))}` : `did you mean \`${near}:\`?`
  throw new Failure(
    2,
    scheme === ''
      ? `--lattice ${url}: not the URL of a lattice; a folder is dir:${url}`
      : `--lattice ${url}: no such kind of lattice; ${hint}`,
  )
}
