import type { GatewayRoute } from '../../gateway/gateway-route.js'

/** Finds the route of a request by its host (`Host` or `:authority`, with or without a port) and its path (a query may follow). */
export type Router = (authority: string | undefined, target: string) => GatewayRoute | undefined

/**
 * Makes the router of a list of routes (Kubernetes Ingress, path types and hostname wildcards): the most exact host that has routes decides, and of its routes
 * the longest path that matches, an exact one before a prefix. `.localhost` may follow a host, so that browsers find it on this machine.
 */
export function makeRouter(routes: readonly GatewayRoute[]): Router {
  const byHost = new Map<string, Candidate[]>()
  for (const route of [...routes].sort(byPrecedence)) {
    const host = route.host ?? ''
    byHost.set(host, [...(byHost.get(host) ?? []), { route, accepts: acceptor(route) }])
  }
  return (authority, target) => {
    const host = hostOf(authority)
    const path = encoded(pathOf(target), 'latin1')
    const names = [host, wildcardOf(host), ...(host.endsWith(local) ? [bare(host), wildcardOf(bare(host))] : []), '']
    const name = names.find((candidate) => byHost.has(candidate))
    return name === undefined ? undefined : byHost.get(name)?.find(({ accepts }) => accepts(path))?.route
  }
}

/** Gives the target that the service sees: `rewrite` takes the place of the part of the path that matched; the query stays. */
export function rewriteTarget({ path, match, rewrite }: GatewayRoute, target: string): string {
  if (rewrite === undefined) return target
  const asked = pathOf(target)
  const query = target.slice(asked.length)
  const rest = match === 'exact' ? '' : encoded(asked, 'latin1').slice(prefixOf(path).length)
  if (rest === '') return `${encoded(rewrite) || '/'}${query}`
  return `${prefixOf(rewrite)}${rest.replace(/^(?!\/)/, '/')}${query}`
}

interface Candidate {
  readonly route: GatewayRoute
  readonly accepts: (path: string) => boolean
}

const local = '.localhost'

function bare(host: string): string {
  return host.slice(0, -local.length)
}

/** A `*` stands for one part of a name (Kubernetes Ingress, hostname wildcards). */
function wildcardOf(host: string): string {
  const dot = host.indexOf('.')
  return dot < 0 ? host : `*${host.slice(dot)}`
}

function hostOf(authority = ''): string {
  return authority.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '')
}

function pathOf(target: string): string {
  return target.replace(/[?#].*$/s, '')
}

function acceptor({ path, match }: GatewayRoute): (asked: string) => boolean {
  const wanted = encoded(path)
  const prefix = prefixOf(path)
  if (match === 'exact') return (asked) => asked === wanted
  if (match === 'start') return (asked) => asked.startsWith(wanted)
  return (asked) => asked.startsWith(prefix) && (asked.length === prefix.length || asked[prefix.length] === '/')
}

function byPrecedence(a: GatewayRoute, b: GatewayRoute): number {
  return b.path.length - a.path.length || rank(a) - rank(b)
}

function rank({ match }: GatewayRoute): number {
  return ['exact', 'prefix', 'start'].indexOf(match)
}

/** A slash at the end of a prefix changes nothing. */
function prefixOf(path: string): string {
  return encoded(path).replace(/\/+$/, '')
}

/** Manifests have letters of any script in paths, requests have them encoded, or else as bare bytes. */
function encoded(path: string, bytes: 'utf8' | 'latin1' = 'utf8'): string {
  const hex = (byte: number): string => `%${byte.toString(16).padStart(2, '0')}`
  return path
    .replace(/[^!-~]+/g, (text) => [...Buffer.from(text, bytes)].map(hex).join(''))
    .replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase())
}
