import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { ObjectDraft } from '../object-draft.js'
import { scalesBy } from '../scale/scales-by.js'

/** Gives the number of copies that an object asks for; nothing where an autoscaler decides it, for each apply would set it back. */
export function replicasOf(draft: ObjectDraft, { scale, replicas }: ContainerWorkload): number | undefined {
  return scalesBy(draft, scale) === undefined ? replicas : undefined
}
