import type { V1Container } from '@kubernetes/client-node'
import type { Container, ContainerWorkload } from '../../../../src/plan/plan.js'
import { imageOf } from '../../../image-name.js'
import { some } from '../../../some.js'
import type { Wire } from '../kinds.js'
import { dnsLabel } from '../names.js'
import type { ObjectDraft } from '../object-draft.js'
import { envOf } from './env.js'
import { lifecycleOf } from './lifecycle.js'
import { devicesOf, mountsOf } from './mounts.js'
import { portsOf } from './ports.js'
import { probeOf } from './probes.js'
import { resourcesOf } from './resources.js'
import { containerSecurityOf } from './security.js'

/** Gives a container of a pod (Kubernetes API, core/v1 Container). The order of the fields is the one in which people write them; `restartPolicy` is that of a sidecar. */
export function containerOf(
  draft: ObjectDraft,
  workload: ContainerWorkload,
  container: Container,
  restartPolicy?: 'Always',
): Wire<V1Container> {
  const { ports } = container
  return {
    name: dnsLabel(container.name),
    image: imageOf(draft, workload, container),
    // a tag can be given to another image, which a machine that has the old one would never learn
    imagePullPolicy: container.imagePullPolicy ?? 'Always',
    restartPolicy,
    command: some(container.command),
    args: some(container.args),
    workingDir: container.workingDir,
    env: some(envOf(draft, workload, container)),
    ports: some(portsOf(draft, container)),
    startupProbe: probeOf(ports, container.startupProbe),
    livenessProbe: probeOf(ports, container.livenessProbe),
    readinessProbe: probeOf(ports, container.readinessProbe),
    lifecycle: lifecycleOf(draft, container),
    resources: resourcesOf(workload, container),
    securityContext: containerSecurityOf(workload, container),
    volumeMounts: some(mountsOf(draft, workload, container)),
    volumeDevices: some(devicesOf(workload, container)),
  }
}
