import { capabilities } from '../kubernetes/capabilities.js'
import { checkArtifact } from '../kubernetes/check-artifact.js'
import type { Target } from '../target.js'
import { emitHelm } from './emit-helm.js'
import { helmOptions } from './helm-options.js'
import { installCommand } from './install-command.js'

/** Helm: a chart for each application and an umbrella chart for the lattice (chart API v2; tried with Helm 3.22 and 4.3). */
export const helm: Target = {
  name: 'helm',
  title: 'Helm',
  next: 'helm install lattice {out}/lattice',
  nextFor: installCommand,
  capabilities,
  options: helmOptions,
  emit: emitHelm,
  check: checkArtifact,
}
