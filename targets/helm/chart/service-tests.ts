import type { V1Container } from '@kubernetes/client-node'
import type { Service, Wire } from '../../kubernetes/objects/kinds.js'
import { objectName } from '../../kubernetes/objects/names.js'
import type { ObjectDraft, PlacedObject } from '../../kubernetes/objects/object-draft.js'
import { offeredService } from './offered-service.js'
import { podSpecOf } from './pod-spec-of.js'

/** What `helm test` asks of one Service. */
export interface ServiceTest {
  /** Name of the test's Pod. */
  readonly name: string
  /** Name of the application or of a chart of ours. */
  readonly chart: string
  readonly service: Service
  readonly ports: readonly [TestedPort, ...TestedPort[]]
}

/** A port of a Service to which a test connects. */
export interface TestedPort {
  /** Name of the test's container. */
  readonly name: string
  /** Of the Service. */
  readonly port: number
  /** Of the pods behind it; a name where no container of ours has it. */
  readonly targetPort: number | string
  /** Asked by HTTP, where the readiness probe of the pods says that it answers; elsewhere a connection is enough. */
  readonly path?: string
}

/** Gives a test for each Service with a TCP port. What is sent by UDP or SCTP brings no answer by itself, so there is nothing to be seen from outside. */
export function serviceTests(draft: Pick<ObjectDraft, 'workloads'>, objects: readonly PlacedObject[]): readonly ServiceTest[] {
  const containers = new Map<string | undefined, readonly Wire<V1Container>[]>()
  for (const { object, workload, isGiven } of objects) {
    const pod = isGiven ? undefined : podSpecOf(object)
    if (pod !== undefined) containers.set(workload, [...pod.containers, ...(pod.initContainers ?? [])])
  }
  return objects.flatMap((placed) => {
    const service = offeredService(draft, placed)
    if (service === undefined) return []
    const { chart, workload } = placed
    const [first, ...others] = testedPorts(service, (workload !== undefined && containers.get(workload)) || [])
    return first === undefined ? [] : [{ name: objectName(service.metadata.name, 'test'), chart, service, ports: [first, ...others] }]
  })
}

function testedPorts({ spec }: Service, containers: readonly Wire<V1Container>[]): readonly TestedPort[] {
  if (spec === undefined || spec.type === 'ExternalName' || spec.selector === undefined) return []
  return (spec.ports ?? [])
    .filter(({ protocol = 'TCP' }) => protocol === 'TCP')
    .map(({ port, targetPort = port }) => {
      const path = readinessPath(targetPort, containers)
      const number = containers.map((container) => numberOf(container, targetPort)).find((found) => typeof found === 'number')
      return { name: `port-${port}`, port, targetPort: number ?? targetPort, ...(path !== undefined && { path }) }
    })
}

/** A probe that asks another host, by HTTPS or with headers is not repeated: the client here knows less. */
function readinessPath(targetPort: number | string, containers: readonly Wire<V1Container>[]): string | undefined {
  for (const container of containers) {
    const { port, path = '/', host, scheme = 'HTTP', httpHeaders = [] } = container.readinessProbe?.httpGet ?? {}
    if (port === undefined || host !== undefined || scheme !== 'HTTP' || httpHeaders.length > 0) continue
    if (numberOf(container, port) === numberOf(container, targetPort)) return path
  }
  return undefined
}

function numberOf({ ports = [] }: Wire<V1Container>, wanted: number | string): number | string {
  return ports.find(({ name }) => name === wanted)?.containerPort ?? wanted
}
