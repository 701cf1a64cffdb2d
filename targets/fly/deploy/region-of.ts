import type { ShellWord } from '../../shell/shell-word.js'
import type { FlyApp } from '../apps/fly-draft.js'

/** Gives the region of an app's machines: that of its fly.toml, else the variable of whoever deploys, which may be empty. */
export function regionOf({ toml }: FlyApp): ShellWord {
  return toml.primary_region ?? [{ variable: 'PRIMARY_REGION' }]
}
