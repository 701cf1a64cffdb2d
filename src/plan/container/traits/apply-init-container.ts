import type { InitContainerProperties } from '../../../generated/application.js'
import type { Container, ContainerWorkload, Mount, Volume } from '../../plan.js'
import type { Scope } from '../../scope.js'
import type { Traced } from '../../trace.js'
import { addVolumes } from '../add-volumes.js'
import { planCommand } from '../command.js'
import { planEnv } from '../env.js'

/**
 * Gives the workload with one more container that runs before the main one; both mount a scratch volume of the name `mountName`,
 * `workdir` where none is said, and the image is pulled only where it is not there (KubeVela `init-container`).
 */
export function applyInitContainer(scope: Scope, workload: ContainerWorkload, properties: InitContainerProperties): ContainerWorkload {
  const { trace } = scope
  const volume = scope.from(properties, 'mountName') ?? trace.join('workdir')
  const mount = (name: Traced<string>, path: Traced<string>): Mount => trace.build<Mount>({ volume: name, path, readOnly: false })
  const init = trace.build<Container>({
    name: scope.required(properties, 'name'),
    image: scope.required(properties, 'image'),
    imagePullPolicy: scope.from(properties, 'imagePullPolicy'),
    ...planCommand(scope, properties),
    env: planEnv(scope, properties.env),
    ports: [],
    resources: {},
    mounts: [
      mount(volume, scope.required(properties, 'initMountPath')),
      ...(properties.extraVolumeMounts ?? []).map((extra) => mount(scope.required(extra, 'name'), scope.required(extra, 'mountPath'))),
    ],
  })
  const shared = {
    volume: trace.build<Volume>({ name: volume, kind: 'empty', external: false }),
    mount: mount(volume, scope.required(properties, 'appMountPath')),
  }
  return addVolumes(scope, trace.amend(workload, { initContainers: [...workload.initContainers, init] }), [shared])
}
