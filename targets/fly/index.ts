import type { Target } from '../target.js'
import { capabilities } from './capabilities.js'
import { checkArtifact } from './check-artifact.js'
import { emitFly } from './emit-fly.js'
import { flyOptions } from './fly-options.js'

/** Fly.io: an app with a fly.toml for each workload (flyctl of August 2026). */
export const fly: Target = {
  name: 'fly',
  title: 'Fly.io',
  next: 'DRY_RUN=1 {out}/deploy.sh',
  capabilities,
  options: flyOptions,
  emit: emitFly,
  check: checkArtifact,
}
