import type { ConfigProperty, LinkProperties, LinkTrait } from '../generated/application.js'
import type { Document } from '../language/document.js'
import { isWasm } from '../language/is-wasm.js'
import { referenceOf } from '../language/reference-of.js'
import type { Edge, Entry, Id, Lattice, Node } from './lattice.js'

/** An address at which an HTTP server provider answers (wasmCloud 1.9, http-server), and what says so. */
export interface HttpServer {
  /** The provider; of a reference, the one behind it. */
  readonly provider: Id
  /** The component that carries the link: the provider itself or a reference to it. */
  readonly by: Id
  readonly port: number
  /** Absent where the server is asked for by address alone. */
  readonly path?: string
  /** The entry of the link that names the component. */
  readonly target: Said
  /** The entries that say it: the address first, then the link. */
  readonly places: readonly Said[]
}

/** An entry of a manifest, and which. */
type Said = Entry & { readonly document: Document }

/** The link by which a provider hands requests to a component (WIT, wasi:http). */
const handler = 'wasi:http/incoming-handler'

/** Where the provider listens when nothing says anything else (wasmCloud 1.9, http-server, `default_address`). */
const defaultPort = 8000

/**
 * Gives where the HTTP servers answer for a component, in the order of the lattice: providers that link to it or to a reference to it.
 * Of a provider, where it answers for anybody.
 */
export function httpServersOf(lattice: Lattice, id: Id): readonly HttpServer[] {
  const { incoming, outgoing, nodes } = lattice
  const names = [id, ...(incoming.get(id) ?? []).filter(({ kind }) => kind === 'uses').map(({ from }) => from)]
  const isProvider = nodes.get(id)?.kind === 'capability'
  return names
    .flatMap((name) => (isProvider ? outgoing : incoming).get(name) ?? [])
    .flatMap((edge) => serverOf(lattice, edge, nodes.get(edge.from)) ?? [])
}

/** Gives what the link says; nothing where it is of another kind. */
function serverOf({ nodes }: Lattice, { link, interfaces, place }: Edge, by: Node | undefined): HttpServer | undefined {
  if (link === undefined || by?.kind !== 'capability' || !interfaces.includes(handler)) return undefined
  const provider = nodes.get(by.uses ?? by.id) ?? by
  const { document } = by.manifest
  const own = configOf(provider)
  const config = sourceConfig(link.properties)
  const said = entryNamed(config, 'address')
  const general = said ?? entryNamed(own, 'default_address')
  const at = said === undefined ? provider.manifest.document : document
  const port = general === undefined ? defaultPort : portOf(general.value)
  if (port === undefined) return undefined
  const path = entryNamed(own, 'routing_mode')?.value === 'path' ? entryNamed(config, 'path') : undefined
  return {
    provider: provider.id,
    by: by.id,
    port,
    ...(path && { path: path.value }),
    target: { ...place, document },
    places: [...(general ? [{ ...general.place, document: at }] : []), ...(path ? [{ ...path.place, document }] : []), ...saidBy(link, by)],
  }
}

/** The link makes the server, whatever its address; a reference stands for the provider in it. */
function saidBy(link: LinkTrait, { component, manifest, uses }: Node): readonly Said[] {
  const { document } = manifest
  const of = (parent: object | undefined, ...keys: readonly string[]): readonly Said[] =>
    parent === undefined ? [] : keys.filter((key) => Object.hasOwn(parent, key)).map((key) => ({ parent, key, document }))
  const words = [...of(link, 'type'), ...of(link.properties, 'namespace', 'package', 'interfaces')]
  return uses === undefined ? words : [...words, ...of(component, 'name', 'type'), ...of(referenceOf(component), 'name', 'component')]
}

function sourceConfig({ source, source_config }: LinkProperties): readonly ConfigProperty[] {
  return (source === undefined ? source_config : source.config) ?? []
}

function configOf({ component }: Node): readonly ConfigProperty[] {
  return (isWasm(component) ? component.properties.config : undefined) ?? []
}

/** The provider does not mind case. */
function entryNamed(config: readonly ConfigProperty[], name: string): { readonly value: string; readonly place: Entry } | undefined {
  for (const { properties } of config)
    for (const [key, value] of Object.entries(properties ?? {}))
      if (key.toLowerCase() === name && properties) return { value, place: { parent: properties, key } }
  return undefined
}

function portOf(address: string): number | undefined {
  const port = Number(/:(\d{1,5})$/.exec(address)?.[1])
  return port > 0 && port < 65536 ? port : undefined
}
