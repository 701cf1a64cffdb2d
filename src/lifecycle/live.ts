import type { ApplicationRecord, ComponentOutline, VersionRecord } from '../generated/lattice-record.js'

/** A component that runs, as one version of its application says. */
export interface Instance {
  readonly application: string
  readonly component: string
  readonly version: string
  /** A weak child: no deployed version has it. */
  readonly isWeak: boolean
  /** Absent where the record does not know the version that a weak child is from: then it is what others take it for, and needs nothing. */
  readonly from?: VersionRecord
  readonly outline?: ComponentOutline
}

/** What runs: by application, then by component. An application of which nothing runs has no entry. */
export type Live = ReadonlyMap<string, ReadonlyMap<string, Instance>>

/** Gives all that runs: every component of the deployed version of each application, and its weak children (DESIGN §7). */
export function liveIn(records: ReadonlyMap<string, ApplicationRecord>): Map<string, ReadonlyMap<string, Instance>> {
  const live = new Map<string, ReadonlyMap<string, Instance>>()
  for (const record of records.values()) {
    const own = liveOf(record)
    if (own.size > 0) live.set(record.name, own)
  }
  return live
}

/** Gives what runs of one application. A component that the deployed version has is no weak child, whatever the record says. */
export function liveOf(record: ApplicationRecord): Map<string, Instance> {
  const own = componentsOf(record, record.deployed)
  for (const { component, version } of record.retained ?? []) {
    if (own.has(component)) continue
    const from = versionOf(record, version)
    const outline = from?.outline.components.find(({ name }) => name === component)
    own.set(component, {
      application: record.name,
      component,
      version,
      isWeak: true,
      ...(from && outline && { from, outline }),
    })
  }
  return own
}

/** Gives the components of a version as they run while it is deployed; none without a version. */
export function componentsOf(record: ApplicationRecord, version: string | undefined): Map<string, Instance> {
  const own = new Map<string, Instance>()
  const from = version === undefined ? undefined : versionOf(record, version)
  for (const outline of from?.outline.components ?? [])
    if (from !== undefined && !own.has(outline.name))
      own.set(outline.name, {
        application: record.name,
        component: outline.name,
        version: from.version,
        isWeak: false,
        from,
        outline,
      })
  return own
}

/** Gives what a record knows of a version. */
export function versionOf({ versions }: ApplicationRecord, version: string): VersionRecord | undefined {
  return versions.findLast((one) => one.version === version)
}

/** `application/component`. */
export function idOf({ application, component }: Pick<Instance, 'application' | 'component'>): string {
  return `${application}/${component}`
}
