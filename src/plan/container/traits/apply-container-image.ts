import type { ContainerImagePatch, ContainerImageProperties } from '../../../generated/application.js'
import type { Container, ContainerWorkload } from '../../plan.js'
import type { Scope } from '../../scope.js'
import { patchContainers } from './patch-containers.js'

type Patch = Partial<ContainerImagePatch>

/** Gives the workload with other images (KubeVela `container-image`); an empty pull policy leaves the one that is there. */
export function applyContainerImage(scope: Scope, workload: ContainerWorkload, properties: ContainerImageProperties): ContainerWorkload {
  return patchContainers<Patch>(scope, workload, properties.containers ?? [properties], (container, patch) => {
    if (patch.imagePullPolicy === '') scope.decide<Patch>(patch, 'imagePullPolicy')
    const policy = scope.from(patch, 'imagePullPolicy', (value) => value || undefined)
    return scope.trace.amend<Container>(container, {
      ...(patch.image !== undefined && { image: scope.from(patch, 'image') }),
      ...(policy && { imagePullPolicy: policy }),
    })
  })
}
