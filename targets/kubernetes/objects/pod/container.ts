import type { V1Container } from '@kubernetes/client-node'
import type { Container, ContainerWorkload } from '../../../../src/plan/plan.js'
import { some } from '../../../some.js'
import type { Wire } from '../kinds.js'
import { dnsLabel } from '../names.js'
import type { ObjectDraft } from '../object-draft.js'

/** Gives a container of a pod (Kubernetes API, core/v1 Container). */
export function containerOf(_draft: ObjectDraft, _workload: ContainerWorkload, container: Container): Wire<V1Container> {
  return {
    name: dnsLabel(container.name),
    image: container.image,
    command: some(container.command),
    args: some(container.args),
  }
}
