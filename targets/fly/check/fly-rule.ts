import type { Code, Finding, Severity } from '../../../src/diagnostic.js'
import type { Document } from '../../../src/language/document.js'
import { isTable, type Table } from './table.js'

/** What `mc explain` and the tests know about a code of the checker of fly.toml. */
export interface FlyExplanation {
  readonly code: Code
  readonly severity: Severity
  /** One sentence: what must hold. */
  readonly summary: string
  /** What goes wrong otherwise, and who says so. */
  readonly why: string
  /** A fly.toml that yields exactly this code. */
  readonly bad: string
  /** The same, mended: yields nothing. */
  readonly good: string
}

/** A rule over one fly.toml. */
export interface FlyRule extends FlyExplanation {
  check(config: FlyConfig, say: (finding: Finding) => void): void
}

/** A fly.toml in the forms of today, with the places where its words stand. What has a wrong type has been reported, and is no concern of rules. */
export interface FlyConfig {
  readonly document: Document
  readonly root: Table
}

/** Gives the table at `owner[key]`, where it is one. */
export function tableAt(owner: Table, key: string): Table | undefined {
  const value = owner[key]
  return isTable(value) ? value : undefined
}

/** Gives the tables of the list at `owner[key]`. */
export function tablesAt(owner: Table, key: string): readonly Table[] {
  const value = owner[key]
  return Array.isArray(value) ? value.filter(isTable) : []
}

/** Gives the text at `owner[key]`, where it is one. */
export function textAt(owner: Table, key: string): string | undefined {
  const value = owner[key]
  return typeof value === 'string' ? value : undefined
}

/** Gives the number at `owner[key]`, where it is one. */
export function numberAt(owner: Table, key: string): number | undefined {
  const value = owner[key]
  return typeof value === 'number' ? value : undefined
}

/** Gives the texts of the list at `owner[key]`. */
export function textsAt(owner: Table, key: string): readonly string[] {
  const value = owner[key]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** Gives http_service, where there is one, and all services. */
export function servicesOf({ root }: FlyConfig): readonly Table[] {
  const http = tableAt(root, 'http_service')
  return [...(http === undefined ? [] : [http]), ...tablesAt(root, 'services')]
}

/** Gives the names of the process groups; `app` where there is no section `processes`. */
export function groupsOf({ root }: FlyConfig): readonly string[] {
  const names = Object.keys(tableAt(root, 'processes') ?? {}).sort()
  return names.length === 0 ? ['app'] : names
}

/** Gives the groups that a section is for: those that it names, else the default one (`app`, or the first by name). */
export function groupsFor(config: FlyConfig, section: Table): readonly string[] {
  const named = textsAt(section, 'processes')
  const all = groupsOf(config)
  return named.length > 0 ? named : [all.includes('app') ? 'app' : (all[0] ?? 'app')]
}
