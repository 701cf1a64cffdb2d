import type { V1Container } from '@kubernetes/client-node'
import type { Container, ContainerWorkload } from '../../../../src/plan/plan.js'
import { some } from '../../../some.js'
import { imageOf } from '../image.js'
import type { Wire } from '../kinds.js'
import { dnsLabel } from '../names.js'
import type { ObjectDraft } from '../object-draft.js'
import { portName } from '../port-names.js'

/** Gives a container of a pod (Kubernetes API, core/v1 Container). */
export function containerOf(draft: ObjectDraft, workload: ContainerWorkload, container: Container): Wire<V1Container> {
  return {
    name: dnsLabel(container.name),
    image: imageOf(draft, workload, container),
    command: some(container.command),
    args: some(container.args),
    ports: some(container.ports.map((port) => ({ name: portName(container.ports, port), containerPort: port.containerPort }))),
  }
}
