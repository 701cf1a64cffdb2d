import type { Route } from '../../../../src/plan/plan.js'
import { fingerprint } from '../../../fingerprint.js'

/** Priorities of rules are from 1 to this (ELBv2 API, CreateRule). */
const most = 50_000
/** Kinds of host, lengths of a path, and types of it. */
const [hosts, lengths, types] = [3, 129, 3]
/** Rules of the same kind, length and type have this many places. */
const places = Math.floor(most / (hosts * lengths * types))

/**
 * Gives each route the priority of its rule, of which the lowest is looked at first: a host before a pattern of hosts before none, a longer path before a shorter one, the whole path before whole parts of it before its beginning.
 * The number follows from the route alone, so that another route leaves it as it is; where two have the same, the later one in the order of their keys has the next that is free.
 */
export function rulePriorities(routes: readonly Route[]): ReadonlyMap<string, number> {
  const taken = new Set<number>()
  const keys = new Map(routes.map((route) => [routeKey(route), route]))
  return new Map(
    [...keys]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, route]): [string, number] => {
        const first = placeOf(route) * places
        const own = Number.parseInt(fingerprint(key), 16) % places
        let at = 0
        while (taken.has(first + ((own + at) % places)) && at < places) at++
        // more routes of one length than there are places: whatever comes after
        let number = first + ((own + at) % places)
        while (taken.has(number)) number++
        taken.add(number)
        return [key, number + 1]
      }),
  )
}

/** Gives what tells the requests of a route from those of another; a slash at the end of a prefix changes nothing. */
export function routeKey({ host = '', path, pathType }: Route): string {
  const isExact = pathType === 'Exact'
  return JSON.stringify([
    host.toLowerCase(),
    isExact ? path : path.replace(/\/+$/, '') || '/',
    isExact ? 'exact' : pathType === 'Prefix' ? 'prefix' : 'start',
  ])
}

function placeOf({ host, path, pathType }: Route): number {
  const hostKind = host === undefined ? 2 : host.startsWith('*.') ? 1 : 0
  const short = lengths - 1 - Math.min(lengths - 1, path.replace(/\/+$/, '').length)
  return (hostKind * lengths + short) * types + ['Exact', 'Prefix', 'ImplementationSpecific'].indexOf(pathType)
}
