import type { Container, ContainerWorkload } from '../../plan.js'
import type { Scope } from '../../scope.js'

interface ContainerPatch {
  readonly containerName?: string
}

/**
 * Gives the workload with containers patched one by one, as KubeVela's `#PatchParams` has it: the main one where no name is given.
 * A patch of a container that is not there (yet) changes nothing.
 */
export function patchContainers<P extends ContainerPatch>(
  scope: Scope,
  workload: ContainerWorkload,
  patches: readonly P[],
  patch: (container: Container, parameters: P) => Container,
): ContainerWorkload {
  return patches.reduce((patched, parameters) => patchContainer(scope, patched, parameters, patch), workload)
}

function patchContainer<P extends ContainerPatch>(
  scope: Scope,
  workload: ContainerWorkload,
  parameters: P,
  patch: (container: Container, parameters: P) => Container,
): ContainerWorkload {
  const name = parameters.containerName || workload.main.name
  const isThere = [workload.main, ...workload.sidecars].some((container) => container.name === name)
  if (!isThere) return workload
  if (parameters.containerName !== undefined) scope.decide<ContainerPatch>(parameters, 'containerName')
  if (name === workload.main.name) return scope.trace.amend(workload, { main: patch(workload.main, parameters) })
  const sidecars = workload.sidecars.map((container) => (container.name === name ? patch(container, parameters) : container))
  return scope.trace.amend(workload, { sidecars })
}
