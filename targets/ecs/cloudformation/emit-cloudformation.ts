import type { Artifact } from '../../target.js'
import type { EcsDraft } from '../resources/ecs-draft.js'

/** Gives the CloudFormation templates: one for each application, and one for the lattice. */
export function emitCloudformation(_draft: EcsDraft): readonly Artifact[] {
  return []
}
