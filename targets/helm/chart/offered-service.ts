import type { KubernetesObject, Service } from '../../kubernetes/objects/kinds.js'
import { selectorLabels } from '../../kubernetes/objects/labels.js'
import type { ObjectDraft, PlacedObject } from '../../kubernetes/objects/object-draft.js'

/** Gives the Service that an object is, or that comes of it: the operator of SpinKube makes one for each SpinApp, of the same name. What a manifest brings may have another shape. */
export function offeredService(
  { workloads }: Pick<ObjectDraft, 'workloads'>,
  { object, workload, isGiven }: PlacedObject,
): Service | undefined {
  if (isGiven) return undefined
  if (isService(object)) return object
  const spin = object.kind === 'SpinApp' ? workloads.get(workload ?? '') : undefined
  if (spin?.kind !== 'spin' || spin.ports.length === 0) return undefined
  const { name, labels } = object.metadata
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels },
    spec: { selector: selectorLabels(spin), ports: spin.ports.map(({ port, containerPort }) => ({ port, targetPort: containerPort })) },
  }
}

function isService(object: KubernetesObject): object is Service {
  return object.apiVersion === 'v1' && object.kind === 'Service'
}
