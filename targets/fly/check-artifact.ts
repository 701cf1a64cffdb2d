import type { Artifact } from '../target.js'
import { checkFlyToml } from './check/check-fly-toml.js'
import { machineFindings } from './check/machine-findings.js'
import { isTable } from './check/table.js'

/** Gives what is wrong with an emitted file: the text of each fly.toml and machine.json is read back and checked, and what is only a warning for a user is wrong for us. */
export function checkArtifact({ path, text }: Artifact): readonly string[] {
  // deeper lie files of the user, whatever their names
  if (/^[^/]+\/fly\.toml$/.test(path))
    return checkFlyToml({ path, text }).diagnostics.map(
      ({ code, message, help }) => `${code}: ${message}${help === undefined ? '' : ` (${help})`}`,
    )
  if (!/^[^/]+\/machine\.json$/.test(path)) return []
  const config: unknown = JSON.parse(text)
  return isTable(config) ? machineFindings(config, 'machine.json', undefined, false).map(({ message }) => message) : ['no object']
}
