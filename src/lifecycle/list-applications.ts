import { compareText } from '../diagnostic.js'
import type { ApplicationRecord, ComponentOutline } from '../generated/lattice-record.js'

/** An application as `mc list` shows it. */
export interface ListedApplication {
  readonly application: string
  readonly description?: string
  readonly deployed?: string
  readonly newest?: string
  /** Whether the deployed version, else the newest, offers its components to others. */
  readonly shared: boolean
  /** It was deleted, and is there only until its last weak child goes. */
  readonly leaving: boolean
  /** Components that keep running for others although no deployed version has them. */
  readonly weakChildren: readonly { readonly component: string; readonly version: string }[]
  /** Applications with a running component that refers to it, sorted. */
  readonly usedBy: readonly string[]
}

/** Gives the applications of a lattice in the order of the records. */
export function listApplications(records: ReadonlyMap<string, ApplicationRecord>): readonly ListedApplication[] {
  const users = usersOf(records)
  return [...records.values()].map((record) => {
    const { name, deployed, retained = [], versions, leaving = false } = record
    const newest = versions.at(-1)
    const shown = versions.find(({ version }) => version === deployed) ?? newest
    const description = shown?.outline.description
    return {
      application: name,
      ...(description !== undefined && { description }),
      ...(deployed !== undefined && { deployed }),
      ...(newest !== undefined && { newest: newest.version }),
      shared: shown?.outline.shared ?? false,
      leaving,
      weakChildren: retained.map(({ component, version }) => ({ component, version })),
      usedBy: [...(users.get(name) ?? [])].sort(compareText),
    }
  })
}

/** Who refers to an application with something that runs. */
function usersOf(records: ReadonlyMap<string, ApplicationRecord>): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>()
  for (const record of records.values())
    for (const { uses } of runningComponents(record)) {
      if (uses === undefined || uses.application === record.name) continue
      const known = users.get(uses.application)
      if (known === undefined) users.set(uses.application, new Set([record.name]))
      else known.add(record.name)
    }
  return users
}

function runningComponents({ deployed, retained = [], versions }: ApplicationRecord): readonly ComponentOutline[] {
  const componentsOf = (wanted: string): readonly ComponentOutline[] =>
    versions.find(({ version }) => version === wanted)?.outline.components ?? []
  return [
    ...(deployed === undefined ? [] : componentsOf(deployed)),
    ...retained.flatMap(({ component, version }) => componentsOf(version).filter(({ name }) => name === component)),
  ]
}
