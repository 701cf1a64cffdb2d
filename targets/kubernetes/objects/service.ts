import type { V1ServicePort } from '@kubernetes/client-node'
import type { ContainerWorkload, Port } from '../../../src/plan/plan.js'
import { some, someOf } from '../../some.js'
import type { Wire } from './kinds.js'
import { selectorLabels } from './labels.js'
import type { ObjectDraft } from './object-draft.js'
import { portName, portNames } from './port-names.js'
import { reachedPorts } from './reached-ports.js'
import { kindOf } from './work/claim-templates.js'
import { podLabels } from './work/placement.js'

/**
 * Adds the Services in front of a workload (Kubernetes API, core/v1 Service). The one that has its name offers the ports that somebody reaches, and is the address of
 * those that link to it. Where some of them only are to be reached from outside, they have a Service of their own (`-exposed`), so that the others stay inside.
 * A StatefulSet has a headless one besides, which gives each copy a name.
 */
export function addService(draft: ObjectDraft, workload: ContainerWorkload): void {
  const { exposure } = workload
  const reached = reachedPorts(draft, workload)
  const exposed = reached.filter(({ expose }) => expose)
  const isApart = exposure !== undefined && exposure.type !== 'ClusterIP' && exposed.length < reached.length
  if (reached.length > 0) addFront(draft, workload, draft.nameOf(workload.id), reached, !isApart)
  if (isApart && exposed.length > 0) addFront(draft, workload, draft.nameOf(workload.id, 'exposed'), exposed, true)
  if (kindOf(draft, workload) === 'StatefulSet') addHeadless(draft, workload)
}

/** Gives the name of the Service that gives each copy of a StatefulSet a name. */
export function headlessName(draft: ObjectDraft, { id }: ContainerWorkload): string {
  return draft.nameOf(id, 'headless')
}

function addFront(draft: ObjectDraft, workload: ContainerWorkload, name: string, ports: readonly Port[], isExposed: boolean): void {
  const exposure = isExposed ? workload.exposure : undefined
  const isInside = exposure === undefined || exposure.type === 'ClusterIP'
  draft.add(workload, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, annotations: exposure && someOf({ ...exposure.annotations }) },
    spec: {
      type: isInside ? undefined : exposure.type,
      selector: exposure?.matchLabels === undefined ? selectorLabels(workload) : podLabels(exposure.matchLabels),
      ports: ports.map((port) => servicePort(workload, port, isInside)),
    },
  })
}

function addHeadless(draft: ObjectDraft, workload: ContainerWorkload): void {
  draft.add(workload, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: headlessName(draft, workload) },
    spec: {
      clusterIP: 'None',
      // copies look for each other before they are ready, and often to become it
      publishNotReadyAddresses: true,
      selector: selectorLabels(workload),
      ports: some(workload.main.ports.map((port) => servicePort(workload, port, true))),
    },
  })
}

function servicePort(workload: ContainerWorkload, port: Port, isInside: boolean): Wire<V1ServicePort> {
  const { ports } = workload.main
  const { protocol, appProtocol, nodePort } = port
  return {
    name: portNames(ports)[ports.indexOf(port)] ?? port.name,
    port: port.port,
    targetPort: portName(ports, port),
    protocol: protocol === 'TCP' ? undefined : protocol,
    appProtocol: appProtocol && appProtocols[appProtocol],
    nodePort: isInside ? undefined : nodePort,
  }
}

/** Kubernetes, Service, application protocols: HTTP/2 without TLS has a name of its own. */
const appProtocols = { http: 'http', http2: 'kubernetes.io/h2c', grpc: 'grpc', tcp: 'tcp' } as const
