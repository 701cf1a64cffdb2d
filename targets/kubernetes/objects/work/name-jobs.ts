import { compareText } from '../../../../src/diagnostic.js'
import { fingerprint } from '../../../fingerprint.js'
import type { ObjectDraft, PlacedObject } from '../object-draft.js'

/**
 * Gives the Jobs of tasks a name whose end tells what they run. The pods of a Job cannot be changed (Kubernetes API, batch/v1 JobSpec, `template` is immutable):
 * an update that changes nothing finds the Job that has run, and one that changes something makes a new one.
 */
export function nameJobs({ objects, workloads }: ObjectDraft): void {
  for (const [index, placed] of objects.entries())
    if (placed.workload !== undefined && workloads.get(placed.workload)?.kind === 'container') objects[index] = named(placed)
}

function named(placed: PlacedObject): PlacedObject {
  const { object } = placed
  if (object.kind !== 'Job' || !('spec' in object)) return placed
  const stem = object.metadata.name
  const name = `${stem}-${fingerprint(JSON.stringify(object.spec, inOrder))}`
  return { ...placed, stem, object: { ...object, metadata: { ...object.metadata, name } } }
}

/** The order of fields means nothing to Kubernetes, and must not run a task again. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => compareText(one, other)))
}
