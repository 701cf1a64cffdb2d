import type { Artifact } from '../target.js'

/** Gives what is wrong with an emitted file. */
export function checkArtifact(_artifact: Artifact): readonly string[] {
  return []
}
