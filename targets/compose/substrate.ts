import type { ApplicationPlan, HostGroup } from '../../src/plan/plan.js'
import type { Dependency, PublishedPort, Service, ServiceMount } from './compose-file.js'
import type { Draft } from './draft.js'
import { eligibleGroups, hostCount, hostService } from './host-groups.js'
import { hostedFile } from './hosted-file.js'
import { httpAddresses } from './http-addresses.js'
import { addManifests, manifestsService } from './manifests-service.js'
import { substrateDependencies } from './ordering.js'
import { publishAs } from './ports.js'
import { reportWasm } from './report-wasm.js'
import { literal } from './text.js'

/** Where the services of wasmCloud meet. */
const natsService = 'nats'
const wadmService = 'wadm'

/**
 * Adds what Wasm workloads run on (wasmCloud 1.9): NATS with JetStream, wadm, a service that hands the manifests to wadm and ends,
 * and hosts by group. Hosts start after the hand-over, because wadm learns of a host that was there before it only by a later heartbeat.
 */
export function addSubstrate(draft: Draft): void {
  const applications = draft.plan.applications.filter(({ wadm }) => wadm !== undefined)
  if (applications.length === 0) return
  reportWasm(draft)
  draft.services.set(natsService, nats(draft))
  draft.services.set(wadmService, wadm(draft))
  addManifests(draft, applications, {
    [natsService]: { condition: 'service_healthy' },
    [wadmService]: { condition: 'service_started' },
    ...substrateDependencies(draft),
  })
  const ports = httpPorts(draft, applications)
  for (const group of draft.plan.hostGroups) draft.services.set(hostService(group), host(draft, group, ports.get(group) ?? []))
}

function nats({ context, volumes }: Draft): Service {
  volumes.set(natsService, {})
  return {
    image: literal(context.options['nats-image'] ?? ''),
    command: ['--jetstream', '--store_dir', '/data', '--http_port', '8222'].map(literal),
    volumes: [{ type: 'volume', source: literal(natsService), target: literal('/data') }],
    healthcheck: {
      test: ['CMD', 'wget', '-q', '-O', '-', 'http://127.0.0.1:8222/healthz'].map(literal),
      interval: '10s',
      timeout: '3s',
      retries: 3,
      start_period: '60s',
      start_interval: '1s',
    },
    init: true,
    restart: 'unless-stopped',
  }
}

function wadm({ context }: Draft): Service {
  return {
    image: literal(context.options['wadm-image'] ?? ''),
    environment: { WADM_NATS_SERVER: literal(`${natsService}:4222`) },
    depends_on: { [natsService]: { condition: 'service_healthy' } },
    // it does nothing on SIGTERM where it is the first process
    init: true,
    restart: 'unless-stopped',
  }
}

function host(draft: Draft, group: HostGroup, ports: readonly PublishedPort[]): Service {
  const labels = Object.entries(group.labels).map(([key, value]) => [`WASMCLOUD_LABEL_${key}`, literal(value)])
  const files = filesOf(draft, group)
  const count = hostCount(draft, group)
  const waits: Record<string, Dependency> = { [manifestsService]: { condition: 'service_completed_successfully' } }
  return {
    image: literal(draft.context.options['wasmcloud-image'] ?? ''),
    environment: {
      WASMCLOUD_NATS_HOST: literal(natsService),
      WASMCLOUD_LATTICE: literal(draft.project),
      WASMCLOUD_ALLOW_FILE_LOAD: literal('true'),
      WASMCLOUD_EXPERIMENTAL_FEATURES: literal('builtin-http-server,builtin-http-client,builtin-messaging-nats'),
      ...Object.fromEntries(labels),
    },
    volumes: files.length === 0 ? undefined : files,
    ports: ports.length === 0 ? undefined : ports,
    depends_on: waits,
    deploy: count === 1 ? undefined : { replicas: count },
    init: true,
    restart: 'unless-stopped',
  }
}

/** Components that lie on this machine are mounted into the hosts that may run them. */
function filesOf(draft: Draft, { workloads }: HostGroup): readonly ServiceMount[] {
  const files = new Map<string, string>()
  for (const id of workloads) {
    const workload = draft.workloads.get(id)
    const file = workload?.kind === 'wasm' ? hostedFile(draft.context, workload.application, workload.image) : undefined
    if (file !== undefined) files.set(file.target, file.source)
  }
  return [...files.keys()].sort().map((target) => ({
    type: 'bind',
    source: literal(files.get(target) ?? target),
    target: literal(target),
    read_only: true,
    bind: { create_host_path: false },
  }))
}

/** Publishes the ports of HTTP servers on the hosts where wadm may start them: under their own number where that is one host only. */
function httpPorts(draft: Draft, applications: readonly ApplicationPlan[]): ReadonlyMap<HostGroup, readonly PublishedPort[]> {
  const ports = new Map<HostGroup, PublishedPort[]>()
  for (const { provider, port } of applications.flatMap(httpAddresses)) {
    const workload = draft.workloads.get(provider)
    const groups = workload?.kind === 'wasm' ? eligibleGroups(draft, workload) : []
    const isOne = groups.length === 1 && groups.every((group) => hostCount(draft, group) === 1)
    const published = isOne && draft.portClaims.get(`${port}/tcp`) === 1 ? port : undefined
    for (const group of groups) {
      const known = ports.get(group) ?? []
      if (!known.some(({ target }) => target === port)) ports.set(group, [...known, publishAs(port, published)])
    }
  }
  return ports
}
