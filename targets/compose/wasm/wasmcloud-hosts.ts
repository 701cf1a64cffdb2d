import type { ApplicationPlan, HostGroup } from '../../../src/plan/plan.js'
import { some } from '../../some.js'
import { candidates, eligibleGroups, hostCount } from '../../wadm/host-groups.js'
import { httpAddresses } from '../../wadm/http-addresses.js'
import { usesLatest } from '../../wadm/uses-latest.js'
import type { Dependency, PublishedPort, Service, ServiceMount } from '../compose-file.js'
import type { Draft } from '../draft.js'
import { publishAs } from '../ports/ports.js'
import { literal } from '../text.js'
import { hostService } from './host-service.js'
import { hostedFile } from './hosted-file.js'
import { natsService } from './nats.js'
import { toolCheck } from './tool-check.js'

/** Gives the services of the wasmCloud hosts (1.9), one for each group, with the ports of the HTTP servers that may run there. */
export function wasmcloudHosts(
  draft: Draft,
  applications: readonly ApplicationPlan[],
  waits: Readonly<Record<string, Dependency>>,
): readonly (readonly [name: string, service: Service])[] {
  const ports = httpPorts(draft, applications)
  const taken = new Set([...ports.values()].flatMap((published) => published.map(({ target }) => target)))
  let admin = 8900
  while (taken.has(admin)) admin++
  return draft.plan.hostGroups.map((group) => [hostService(group), hostOf(draft, group, ports.get(group) ?? [], admin, waits)])
}

function hostOf(
  draft: Draft,
  group: HostGroup,
  ports: readonly PublishedPort[],
  admin: number,
  waits: Readonly<Record<string, Dependency>>,
): Service {
  const { options } = draft.context
  const labels = Object.entries(group.labels).map(([key, value]) => [`WASMCLOUD_LABEL_${key}`, literal(value)])
  const { check, mount, waits: tools } = toolCheck(draft, admin, '/readyz')
  const count = hostCount(draft, group)
  const aliases = aliasesOf(draft, group)
  return {
    image: literal(options['wasmcloud-image'] ?? ''),
    environment: {
      WASMCLOUD_NATS_HOST: literal(natsService),
      WASMCLOUD_LATTICE: literal(draft.project),
      WASMCLOUD_ALLOW_FILE_LOAD: literal('true'),
      WASMCLOUD_EXPERIMENTAL_FEATURES: literal('builtin-http-server,builtin-http-client,builtin-messaging-nats'),
      WASMCLOUD_HTTP_ADMIN: literal(`127.0.0.1:${admin}`),
      ...(candidates(draft, group).some(usesLatest) && { WASMCLOUD_OCI_ALLOW_LATEST: literal('true') }),
      ...(options['oci-insecure'] && { WASMCLOUD_OCI_ALLOWED_INSECURE: literal(options['oci-insecure']) }),
      ...(options['secrets-topic'] && { WASMCLOUD_SECRETS_TOPIC: literal(options['secrets-topic']) }),
      ...Object.fromEntries(labels),
    },
    volumes: [mount, ...filesOf(draft, group)],
    ports: some(ports),
    networks: aliases.length === 0 ? undefined : { default: { aliases: aliases.map(literal) } },
    depends_on: { ...tools, ...waits },
    healthcheck: check,
    deploy: count === 1 ? undefined : { replicas: count },
    init: true,
    restart: 'unless-stopped',
  }
}

/** Containers and Spin applications reach a component by its name at the hosts where its HTTP server may run. */
function aliasesOf(draft: Draft, group: HostGroup): readonly string[] {
  const servers = new Set(candidates(draft, group).map(({ id }) => id))
  const linked = new Set([...draft.workloads.values()].flatMap(({ bindings }) => bindings.map(({ to }) => to)))
  return [...draft.workloads.values()]
    .filter(
      (workload) => workload.kind === 'wasm' && linked.has(workload.id) && workload.endpoints.some(({ provider }) => servers.has(provider)),
    )
    .map(({ id }) => draft.serviceOf(id))
}

/** Components that lie on this machine are mounted into the hosts that may run them. */
function filesOf(draft: Draft, group: HostGroup): readonly ServiceMount[] {
  const files = new Map<string, string>()
  for (const { application, image } of candidates(draft, group)) {
    const file = hostedFile(draft.context, application, image)
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
