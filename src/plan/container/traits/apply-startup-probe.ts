import type { StartupProbePatch, StartupProbeProperties } from '../../../generated/application.js'
import type { Container, ContainerWorkload } from '../../plan.js'
import type { Scope } from '../../scope.js'
import { planProbe } from '../probes.js'
import { patchContainers } from './patch-containers.js'

type Patch = Omit<StartupProbePatch, 'containerName'> & { readonly containerName?: string }

/** Gives the workload with startup probes (KubeVela `startup-probe`, whose list for several containers is called `probes`). */
export function applyStartupProbe(scope: Scope, workload: ContainerWorkload, properties: StartupProbeProperties): ContainerWorkload {
  return patchContainers<Patch>(scope, workload, properties.probes ?? [properties], (container, patch) => {
    const startupProbe = planProbe(scope, patch, container.ports)
    return startupProbe === undefined ? container : scope.trace.amend<Container>(container, { startupProbe })
  })
}
