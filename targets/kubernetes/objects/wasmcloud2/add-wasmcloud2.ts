import type { WasmWorkload } from '../../../../src/plan/plan.js'
import { someOf } from '../../../some.js'
import { type Placed, placedWorkloads } from '../../../wasmcloud2/lattice.js'
import { namesWithoutPlace } from '../../../wasmcloud2/names-without-place.js'
import { reportLost } from '../../../wasmcloud2/report-lost.js'
import { isLabelValue } from '../names.js'
import type { ObjectDraft } from '../object-draft.js'
import { reportPlaces } from './report-places.js'
import { reportProviderSettings } from './report-provider-settings.js'
import { groupName } from './runtime-two.js'
import { instancesIn, workloadComponent } from './workload-component.js'
import type { WorkloadDeployment } from './workload-deployment.js'
import { workloadInterfaces } from './workload-interfaces.js'

/**
 * Adds the Wasm workloads under `runtime=v2` for the operator of wasmCloud 2, which is there before, with hosts by `wasmcloud-operator-values.yaml`:
 * a WorkloadDeployment for each set of linked components in each group of hosts, and a Service in front of each component that answers HTTP.
 */
export function addWasmcloud2(draft: ObjectDraft): void {
  reportLost(draft)
  reportProviderSettings(draft)
  const placed = placedWorkloads(draft)
  reportPlaces(draft, placed)
  for (const workload of placed) addWorkload(draft, workload)
  for (const workload of draft.workloads.values()) if (workload.kind === 'wasm') addService(draft, workload)
}

function addWorkload(draft: ObjectDraft, placed: Placed): void {
  const { components, group } = placed
  const [first] = components
  if (first === undefined) return
  const texts = components.map((component) => draft.textsOf(component))
  const labels = Object.fromEntries(texts.flatMap((text) => Object.entries(text.labels)))
  const annotations = Object.fromEntries(texts.flatMap((text) => Object.entries(text.annotations)))
  const served = components.find(({ endpoints }) => endpoints.length > 0)
  const name = groupName(group)
  const deployment: WorkloadDeployment = {
    apiVersion: 'runtime.wasmcloud.dev/v1alpha1',
    kind: 'WorkloadDeployment',
    metadata: {
      name: draft.nameOf(first.id, name === 'default' ? undefined : name),
      labels,
      annotations: { ...annotations, ...notesOf(draft, placed) },
    },
    spec: {
      replicas: replicasOf(draft, placed),
      kubernetes: served && { service: { name: draft.nameOf(served.id) } },
      template: {
        labels: someOf(labels),
        annotations: someOf(annotations),
        spec: {
          hostSelector: { hostgroup: name },
          components: components.map((component) => workloadComponent(draft, component, group)),
          hostInterfaces: workloadInterfaces(draft, components),
        },
      },
    },
  }
  draft.add(first, deployment)
}

/** Placements on hosts. One serves any number of calls at once; where a manifest wants no instances there, nothing is placed. */
function replicasOf({ context }: ObjectDraft, { components, group }: Placed): number {
  const most = Math.max(...components.map((component) => instancesIn(component, group)))
  return context.options['instances'] === 'replicas' ? most : Math.min(1, most)
}

/** What has no place in a workload; components keep their names in it, and the application has its own here where no label can hold it. */
function notesOf(draft: ObjectDraft, placed: Placed): Readonly<Record<string, string>> {
  const { name } = placed.application
  const names = { ...(!isLabelValue(name) && { application: name }), ...namesWithoutPlace(draft, placed) }
  return Object.fromEntries(Object.entries(names).map(([key, value]) => [`manifest-compiler.dev/${key}`, value]))
}

/** The operator keeps the endpoints: the hosts that run the workload, at a port named `http` (runtime-operator 2.7, workload_route_controller). */
function addService(draft: ObjectDraft, component: WasmWorkload): void {
  const [endpoint] = component.endpoints
  if (endpoint === undefined || component.role !== 'component') return
  draft.add(component, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: draft.nameOf(component.id) },
    spec: { ports: [{ name: 'http', port: endpoint.port.containerPort, appProtocol: 'http' }] },
  })
}
