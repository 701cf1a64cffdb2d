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
  kube: async (rest, surroundings) => (await import('./kube/open-kube-store.js')).openKubeStore(rest, surroundings),
  nats: async (rest, surroundings) => (await import('./nats/open-nats-store.js')).openNatsStore(rest, surroundings),
  wadm: async (rest, surroundings) => (await import('./wadm/open-wadm-store.js')).openWadmStore(rest, surroundings),
}

/** Opens the lattice that a URL names: `dir:<path>`, `kube://<context>/<namespace>`, `nats://<host>/<lattice>`, `wadm://<host>/<lattice>`. */
export async function openStore(url: string, surroundings: Surroundings): Promise<Store> {
  const [, scheme = '', rest = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(url) ?? []
  const open = Object.hasOwn(kinds, scheme) ? kinds[scheme] : undefined
  if (open !== undefined) return open(rest, surroundings)
  const known = Object.keys(kinds)
  const near = nearest(scheme, known)
  const forms = listWords(known.map((name) => shapes[name] ?? `${name}:`))
  const hint = near === undefined ? `a lattice is ${forms}` : `did you mean ${listWords([`${near}:${rest}`].map(withoutPassword))}?`
  throw new Failure(
    2,
    scheme === ''
      ? `--lattice ${url}: not the URL of a lattice, which is ${forms}; a folder is \`dir:${url}\``
      : `--lattice ${withoutPassword(url)}: no such kind of lattice; ${hint}`,
  )
}

/** How the URLs of each kind look. */
const shapes: Readonly<Record<string, string>> = {
  dir: 'dir:<path>',
  kube: 'kube://<context>/<namespace>',
  nats: 'nats://<host>/<lattice>',
  wadm: 'wadm://<host>/<lattice>',
}

/** A URL may carry a password before its host; messages and logs must not. */
function withoutPassword(url: string): string {
  return url.replace(/\/\/[^/]*@/, '//***@')
}
