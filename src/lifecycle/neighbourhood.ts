import { compareText } from '../diagnostic.js'
import type { ComponentOutline, Outline, Use } from '../generated/lattice-record.js'
import { nearest } from '../language/suggest.js'

/**
 * Gives the names of the other applications that must be looked at together with some given ones, sorted: what rules say of the given ones is then the same as over the whole lattice.
 * Those are who refers to them and whom they refer to, who makes the same claims, who stands with them in a circle; and of all these whom they refer to, because a reference counts only where it leads somewhere.
 * Takes time in proportion to the outlines.
 */
export function neighbourhood(given: ReadonlyMap<string, Outline>, others: ReadonlyMap<string, Outline>): string[] {
  const all = new Map([...others, ...given])
  const near = new Set<string>(given.keys())
  const claims = claimsMet(given)
  for (const [name, outline] of others) {
    if (usesOf(outline).some((application) => given.has(application)) || outline.claims.some((claim) => claims.has(claim))) near.add(name)
  }
  for (const outline of given.values()) {
    for (const component of outline.components) for (const name of chain(component, all)) near.add(name)
  }
  for (const name of circles(given.keys(), all)) near.add(name)
  for (const name of [...near]) for (const application of usesOf(all.get(name))) near.add(application)
  for (const name of meant(given, all)) near.add(name)
  return [...near].filter((name) => others.has(name) && !given.has(name)).sort(compareText)
}

/** Gives the claims of others that matter to some applications: those that they make as well, and those of the servers that they ask for. */
export function claimsMet(given: ReadonlyMap<string, Outline>): ReadonlySet<string> {
  return new Set([...given.values()].flatMap((outline) => [...outline.claims, ...outline.components.flatMap(serversOf)]))
}

/** Gives the applications that an application refers to. */
export function usesOf(outline: Outline | undefined): string[] {
  return (outline?.components ?? []).flatMap(({ uses }) => (uses === undefined ? [] : [uses.application]))
}

/** Gives the claim of those who serve the component that a reference leads to (`link/not-served`): whoever links to it asks for its servers, wherever they are. */
function serversOf({ uses }: ComponentOutline): string[] {
  return uses === undefined ? [] : [`not-served:${uses.application}/${uses.component}`]
}

/** Gives the applications that a reference leads through, where what it refers to is a reference itself. */
function chain(component: ComponentOutline, all: ReadonlyMap<string, Outline>): Set<string> {
  const found = new Set<string>()
  const seen = new Set<ComponentOutline>()
  let at: ComponentOutline | undefined = component
  while (at?.uses !== undefined && !seen.has(at)) {
    seen.add(at)
    const uses: Use = at.uses
    found.add(uses.application)
    at = all.get(uses.application)?.components.find(({ name }) => name === uses.component)
  }
  return found
}

/** Gives the applications that are reached from one of these and lead back to it. */
function circles(from: Iterable<string>, all: ReadonlyMap<string, Outline>): Set<string> {
  const found = new Set<string>()
  for (const name of from) {
    const ahead = reach(name, (at) => usesOf(all.get(at)))
    if (!ahead.has(name)) continue
    const users = new Map<string, string[]>()
    for (const user of ahead) for (const used of usesOf(all.get(user))) users.set(used, [...(users.get(used) ?? []), user])
    for (const other of reach(name, (at) => users.get(at) ?? [])) found.add(other)
  }
  return found
}

function reach(start: string, next: (name: string) => readonly string[]): Set<string> {
  const found = new Set<string>()
  const open = [start]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const other of next(name)) {
      if (found.has(other)) continue
      found.add(other)
      open.push(other)
    }
  }
  return found
}

/** Gives the applications that a report would suggest in the place of unknown ones, as `lattice/unknown-application` looks for them. */
function meant(given: ReadonlyMap<string, Outline>, all: ReadonlyMap<string, Outline>): string[] {
  const unknown = new Set([...given.values()].flatMap(usesOf).filter((name) => !all.has(name)))
  if (unknown.size === 0) return []
  const shared = [...all].filter(([, outline]) => outline.shared).map(([name]) => name)
  return [...unknown].flatMap((name) => nearest(name, shared) ?? nearest(name, all.keys()) ?? [])
}
