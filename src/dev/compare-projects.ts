import type { DevProject } from './project.js'
import type { Row } from './status-table.js'

/** What another rendering of a project changes. */
export interface ProjectChange {
  /** Services that are new, or made of something else than before. */
  readonly changed: readonly string[]
  /** Services of which only the files that they are given are other: Compose sees no change in them. */
  readonly renewed: readonly string[]
}

/** Compares two renderings of one project. */
export function compareProjects(before: DevProject, next: DevProject): ProjectChange {
  const isOther = (name: string, part: 'definition' | 'given'): boolean =>
    before.services.get(name)?.[part] !== next.services.get(name)?.[part]
  const names = [...next.services.keys()]
  return {
    changed: names.filter((name) => isOther(name, 'definition') || isOther(name, 'given')),
    renewed: names.filter((name) => before.services.has(name) && !isOther(name, 'definition') && isOther(name, 'given')),
  }
}

/** Compares two tables: the rows that say something new, and the services that are gone. */
export function compareRows(
  before: readonly Row[],
  after: readonly Row[],
): { readonly fresh: readonly Row[]; readonly gone: readonly string[] } {
  const texts = new Set(before.map((row) => JSON.stringify(row)))
  const names = new Set(after.map(({ service }) => service))
  return {
    fresh: after.filter((row) => !texts.has(JSON.stringify(row))),
    gone: before.flatMap(({ service }) => (names.has(service) ? [] : [service])),
  }
}
