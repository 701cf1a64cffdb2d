import type { Artifact } from '../target.js'
import { checkObject } from './objects/check-object.js'

/** Gives what is wrong with an emitted file. */
export function checkArtifact({ content }: Artifact): readonly string[] {
  return content === undefined ? [] : checkObject(content)
}
