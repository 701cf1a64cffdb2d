import type { EcsDraft } from './ecs-draft.js'
import { use } from './use-variable.js'

/** Gives the region in which all of a lattice is. */
export function regionName(draft: Pick<EcsDraft, 'variables'>): string {
  return use(draft, { name: 'AWS_REGION', kind: 'text', description: 'region of the cluster' })
}
