import type { Artifact } from '../target.js'
import { checkFlyToml } from './check/check-fly-toml.js'

/** Gives what is wrong with an emitted file: the text of each fly.toml is read back and checked, and what is only a warning for a user is wrong for us. */
export function checkArtifact({ path, text }: Artifact): readonly string[] {
  if (!path.endsWith('fly.toml')) return []
  return checkFlyToml({ path, text }).diagnostics.map(
    ({ code, message, help }) => `${code}: ${message}${help === undefined ? '' : ` (${help})`}`,
  )
}
