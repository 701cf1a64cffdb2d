import { fingerprint } from '../../fingerprint.js'
import { dnsLabel } from './names.js'

/** Longest name of a chart: a release of that name still fits into the names of what Helm keeps of it (Helm, release names have at most 53 characters). */
const longest = 53

/** Names that are not free: the substrate of wasmCloud, keys of the values of an umbrella chart, and folders of ours beside those of applications. */
export const reservedCharts: readonly string[] = ['wasmcloud', 'global', 'tags', 'namespaces', 'flux']

/**
 * Gives each application a name for its chart, its folder and, where each has one, its namespace: a DNS label (RFC 1035), unique in the lattice.
 * Names that would be one (`Shop` and `shop`) all have a fingerprint, whichever came first; so has one that is reserved.
 */
export function chartNames(applications: Iterable<string>): ReadonlyMap<string, string> {
  const owners = new Map<string, string[]>(reservedCharts.map((name) => [name, []]))
  for (const application of applications) {
    const name = dnsLabel(application, longest)
    owners.set(name, [...(owners.get(name) ?? []), application])
  }
  const isAlone = (name: string, list: readonly string[]): boolean => list.length === 1 && !reservedCharts.includes(name)
  return new Map(
    [...owners].flatMap(([name, list]) => list.map((own): [string, string] => [own, isAlone(name, list) ? name : apart(name, own)])),
  )
}

function apart(name: string, application: string): string {
  return `${name.slice(0, longest - 9).replace(/-+$/, '')}-${fingerprint(application)}`
}
