import type { SecuritycontextPatch, SecuritycontextProperties } from '../../../generated/application.js'
import type { Container, ContainerWorkload, Security } from '../../plan.js'
import type { Scope } from '../../scope.js'
import { patchContainers } from './patch-containers.js'

type Patch = Omit<SecuritycontextPatch, 'containerName'> & { readonly containerName?: string }

/** Gives the workload with security settings (KubeVela `securitycontext`, whose defaults are: not root, no escalation, no privileges; whether the root file system can be written is left to the target where nothing is said). */
export function applySecuritycontext(scope: Scope, workload: ContainerWorkload, properties: SecuritycontextProperties): ContainerWorkload {
  return patchContainers<Patch>(scope, workload, properties.containers ?? [properties], (container, patch) =>
    scope.trace.amend<Container>(container, {
      security: scope.trace.build<Security>({
        runAsUser: scope.from(patch, 'runAsUser'),
        runAsGroup: scope.from(patch, 'runAsGroup'),
        runAsNonRoot: scope.from(patch, 'runAsNonRoot') ?? true,
        readOnlyRootFilesystem: scope.from(patch, 'readOnlyRootFilesystem'),
        allowPrivilegeEscalation: scope.from(patch, 'allowPrivilegeEscalation') ?? false,
        privileged: scope.from(patch, 'privileged') ?? false,
        addCapabilities: scope.from(patch, 'addCapabilities'),
        dropCapabilities: scope.from(patch, 'dropCapabilities'),
      }),
    }),
  )
}
