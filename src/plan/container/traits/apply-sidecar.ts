import type { SidecarProperties } from '../../../generated/application.js'
import type { Container, ContainerWorkload, Mount } from '../../plan.js'
import type { Scope } from '../../scope.js'
import { planCommand } from '../command.js'
import { planEnv } from '../env.js'
import { planProbe } from '../probes.js'

/** Gives the workload with one more container beside the main one (KubeVela `sidecar`); its mounts name volumes of the workload. */
export function applySidecar(scope: Scope, workload: ContainerWorkload, properties: SidecarProperties): ContainerWorkload {
  const { trace } = scope
  const sidecar = trace.build<Container>({
    name: scope.required(properties, 'name'),
    image: scope.required(properties, 'image'),
    ...planCommand(scope, properties),
    env: planEnv(scope, properties.env),
    ports: [],
    resources: {},
    // containers of one workload share their network, so that the ports of the main one may be meant
    livenessProbe: planProbe(scope, properties.livenessProbe, workload.main.ports),
    readinessProbe: planProbe(scope, properties.readinessProbe, workload.main.ports),
    mounts: (properties.volumes ?? []).map((volume) =>
      trace.build<Mount>({ volume: scope.required(volume, 'name'), path: scope.required(volume, 'path'), readOnly: false }),
    ),
  })
  return trace.amend(workload, { sidecars: [...workload.sidecars, sidecar] })
}
