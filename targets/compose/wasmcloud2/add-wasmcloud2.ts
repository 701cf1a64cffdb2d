import type { Endpoint, HostGroup } from '../../../src/plan/plan.js'
import { toJson } from '../../../src/print/to-json.js'
import { fingerprint } from '../../fingerprint.js'
import { reportLost } from '../../wasmcloud2/report-lost.js'
import type { MountedFile, Service } from '../compose-file.js'
import type { Draft } from '../draft.js'
import { entryName } from '../names.js'
import { substrateDependencies } from '../ordering.js'
import { publishAs } from '../ports/ports.js'
import { literal } from '../text.js'
import { hostService } from '../wasm/host-service.js'
import { manifestsService } from '../wasm/manifests-service.js'
import { nats, natsService } from '../wasm/nats.js'
import { reportKubernetesOnly } from './report-kubernetes-only.js'
import { type Start, startRequests } from './start-requests.js'

const script = 'manifests.start'

/**
 * Adds what Wasm workloads run on under `runtime=v2`: NATS, a host of wasmCloud 2 (`wash host`) for each group, and a service that asks the hosts to start
 * the workloads and ends. Nobody looks after them later: a host that was started again is empty until the next `docker compose up`.
 * The requests follow wasmCloud's own definitions (proto wasmcloud.runtime.v2) and were tried with a stand-in of a host only.
 */
export function addWasmcloud2(draft: Draft): void {
  const { context, services } = draft
  reportLost(draft, ['postgres'])
  reportKubernetesOnly(draft)
  services.set(natsService, nats(draft))
  const starts = startRequests(draft)
  for (const group of draft.plan.hostGroups) {
    const own = starts.filter((start) => start.group === group)
    if (own.length > 0) services.set(hostService(group), washHost(draft, group, own))
  }
  draft.configs.set(script, { content: literal(context.script('start-workloads.sh')) })
  services.set(manifestsService, {
    image: literal(context.options['tools-image'] ?? ''),
    entrypoint: ['sh', '/mc/start.sh'].map(literal),
    command: starts.flatMap(({ group, request }) => [group.name, request.workloadId]).map(literal),
    environment: { NATS_HOST: literal(natsService) },
    configs: [{ source: script, target: literal('/mc/start.sh') }, ...starts.map((start) => mounted(draft, start))],
    depends_on: {
      [natsService]: { condition: 'service_healthy' },
      ...Object.fromEntries(starts.map(({ group }) => [hostService(group), { condition: 'service_started' }])),
      ...substrateDependencies(draft),
    },
    init: true,
    restart: 'no',
  })
}

function mounted({ configs }: Draft, { request }: Start): MountedFile {
  const source = entryName(manifestsService, request.workloadId)
  configs.set(source, { content: literal(toJson(request)) })
  return { source, target: literal(`/mc/${request.workloadId}.json`) }
}

function washHost(draft: Draft, group: HostGroup, starts: readonly Start[]): Service {
  const { options } = draft.context
  const name = hostService(group)
  const served = servedIn(draft, group)
  const port = portOf(draft, group, served)
  const aliases = served.map(({ name: alias }) => alias)
  const nats = `nats://${natsService}:4222`
  const insecure = options['oci-insecure'] === '' ? [] : ['--allow-insecure-registries']
  const http = port === undefined ? [] : ['--http-addr', `0.0.0.0:${port}`]
  const groupFlags = ['--host-group', group.name, '--host-name', name, '--environment', draft.project]
  const isAlone = draft.plan.hostGroups.filter((other) => servedIn(draft, other)[0]?.endpoint.port.containerPort === port).length === 1
  const published = port !== undefined && isAlone && draft.portClaims.get(`${port}/tcp`) === 1 ? port : undefined
  return {
    image: literal(options['wash-image'] ?? ''),
    command: ['host', '--scheduler-nats-url', nats, '--data-nats-url', nats, ...groupFlags, ...http, ...insecure].map(literal),
    ports: port === undefined ? undefined : [publishAs(port, published)],
    networks: aliases.length === 0 ? undefined : { default: { aliases: aliases.map(literal) } },
    depends_on: { [natsService]: { condition: 'service_healthy' } },
    init: true,
    restart: 'unless-stopped',
    // a host keeps what it was asked to start: other workloads need a new one
    labels: { 'manifest-compiler.dev/content': literal(fingerprint(starts.map(({ request }) => toJson(request)).join())) },
  }
}

interface Served {
  readonly name: string
  readonly endpoint: Endpoint
}

/** Gives the components of a group that are served over HTTP. */
function servedIn(draft: Draft, group: HostGroup): readonly Served[] {
  return [...draft.workloads.values()].flatMap((workload) => {
    const isHere = workload.kind === 'wasm' && workload.role === 'component' && group.workloads.includes(workload.id)
    const endpoint = isHere ? workload.endpoints[0] : undefined
    return endpoint === undefined ? [] : [{ name: draft.serviceOf(workload.id), endpoint }]
  })
}

/** Gives the port of a group's host: the first of the addresses in the links, and another is reported. */
function portOf({ context }: Draft, group: HostGroup, served: readonly Served[]): number | undefined {
  const port = served[0]?.endpoint.port.containerPort
  for (const { endpoint } of served)
    if (endpoint.port.containerPort !== port)
      context.fault(
        {
          code: 'target/wasmcloud-two',
          severity: 'error',
          message: `a host of wasmCloud 2 has one port for HTTP, and \`${group.name}\` has ${port} already`,
          help: 'requests are told apart by host name there: give the components one port, or spreads of their own',
        },
        endpoint.port,
        'containerPort',
      )
  return port
}
