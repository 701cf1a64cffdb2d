import { compareText } from '../diagnostic.js'
import type { ApplicationRecord, RetainedComponent } from '../generated/lattice-record.js'
import type { Aims, Outcome } from './outcome.js'

/** What else an act does to records. */
export interface Deletions {
  /** Applications that are deleted whole: what is left of them stays as long as somebody needs it. */
  readonly applications: ReadonlySet<string>
  /** Versions that are deleted, by application. */
  readonly versions: ReadonlyMap<string, ReadonlySet<string>>
}

/**
 * Gives the records that are different after an act, by name and sorted; nothing for an application that is gone.
 * Fields that this program does not know stay, those of a weak child as long as it stays the same.
 */
export function applyOutcome(
  records: ReadonlyMap<string, ApplicationRecord>,
  { after }: Pick<Outcome, 'after'>,
  aims: Aims,
  deletions: Deletions,
): Map<string, ApplicationRecord | undefined> {
  const changed = new Map<string, ApplicationRecord | undefined>()
  for (const [name, record] of records) {
    const isAsked = aims.has(name) || deletions.versions.has(name)
    if (!isAsked && record.retained === undefined && record.leaving !== true) continue
    const next = nextRecord(record, after.get(name)?.values() ?? [], aims, deletions)
    if (next === undefined || !isSame(next, record)) changed.set(name, next)
  }
  return new Map([...changed].sort(([a], [b]) => compareText(a, b)))
}

function nextRecord(
  record: ApplicationRecord,
  after: Iterable<{ readonly component: string; readonly version: string; readonly isWeak: boolean }>,
  aims: Aims,
  deletions: Deletions,
): ApplicationRecord | undefined {
  const { format, name, deployed: former, retained: known = [], leaving: wasLeaving, versions: put, ...unknown } = record
  const deployed = aims.has(name) ? aims.get(name) : former
  const retained = [...after]
    .filter(({ isWeak }) => isWeak)
    .sort((a, b) => compareText(a.component, b.component))
    .map(
      ({ component, version }): RetainedComponent =>
        known.find((one) => one.component === component && one.version === version) ?? { component, version },
    )
  const versions = put.filter(({ version }) => deletions.versions.get(name)?.has(version) !== true)
  const leaves = deployed === undefined && (deletions.applications.has(name) || wasLeaving === true || versions.length === 0)
  if (leaves && retained.length === 0) return undefined
  return {
    format,
    name,
    ...(deployed !== undefined && { deployed }),
    ...(retained.length > 0 && { retained }),
    ...(leaves && { leaving: true }),
    versions,
    ...unknown,
  }
}

/** An act changes nothing else of a record; weak children that stay are the very objects that were read. */
function isSame(next: ApplicationRecord, record: ApplicationRecord): boolean {
  const [kept, known] = [next.retained ?? [], record.retained ?? []]
  return (
    next.deployed === record.deployed &&
    next.leaving === record.leaving &&
    next.versions.length === record.versions.length &&
    kept.length === known.length &&
    kept.every((one) => known.includes(one))
  )
}
