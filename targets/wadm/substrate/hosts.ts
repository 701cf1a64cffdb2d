import { parseCpu, parseMemory } from '../../../src/language/quantities.js'
import type { Id } from '../../../src/lattice/lattice.js'
import type { Binding, ContainerWorkload, Endpoint, HostGroup, Port, Resources, Route, WasmWorkload } from '../../../src/plan/plan.js'
import type { ContainersSetting } from '../../containers/containers-setting.js'
import { serviceName } from '../../service-name.js'
import type { EmitContext } from '../../target.js'
import { candidates, eligibleGroups, type Hosted, hostCount } from '../host-groups.js'
import { usesLatest } from '../uses-latest.js'
import { natsBindings, natsEnv } from './nats.js'
import { envOf, type Options, partId, platformWorkload, probesOf, substrate } from './platform-workload.js'
import { wadmId } from './wadm.js'

/** Gives the id of the workload that runs a group of hosts. */
export function hostId({ name }: HostGroup): Id {
  return partId('host', name)
}

/** Gives the name of the service or app of a group of hosts, for who reads a report. */
export function hostsName({ name }: HostGroup): string {
  return serviceName(substrate, `host-${name}`)
}

/**
 * Gives the wasmCloud hosts of a group (1.9), with its labels. They start after wadm, which learns of a host that was there before it only by a later heartbeat,
 * and after the containers that components on them are linked to, because they are those who connect.
 */
export function hostWorkload(
  lattice: Hosted,
  group: HostGroup,
  routes: readonly Route[],
  context: EmitContext,
  setting: ContainersSetting,
): ContainerWorkload {
  const { options } = context
  const here = candidates(lattice, group)
  const ports = portsOf(lattice, group)
  const targets = bindingsOf(here)
  let admin = 8900
  while (ports.some(({ containerPort }) => containerPort === admin)) admin++
  const labels = Object.entries(group.labels)
  const args = labels.flatMap(([key, value]) => (isVariable(key) ? [] : ['--label', `${key}=${value}`]))
  return platformWorkload({
    id: hostId(group),
    name: `host-${group.name}`,
    work: isEverywhere(context, here) ? 'daemon' : ports.length > 0 ? 'service' : 'worker',
    main: {
      name: 'wasmcloud',
      image: options['wasmcloud-image'] ?? '',
      ...(args.length > 0 && { args }),
      env: [
        ...natsEnv('own', 'WASMCLOUD_NATS_HOST', 'WASMCLOUD_NATS_PORT'),
        ...envOf({
          WASMCLOUD_LATTICE: setting.lattice,
          WASMCLOUD_EXPERIMENTAL_FEATURES: 'builtin-http-server,builtin-http-client,builtin-messaging-nats',
          WASMCLOUD_HTTP_ADMIN: `${setting.everywhere}:${admin}`,
          WASMCLOUD_OCI_ALLOW_LATEST: here.some(usesLatest) ? 'true' : undefined,
          WASMCLOUD_OCI_ALLOWED_INSECURE: options['oci-insecure'],
          WASMCLOUD_SECRETS_TOPIC: options['secrets-topic'],
        }),
        ...labels.flatMap(([key, value]) => (isVariable(key) ? [{ name: `WASMCLOUD_LABEL_${key}`, value }] : [])),
      ],
      ports,
      resources: hostResources(options),
      ...probesOf(admin, '/readyz', setting),
      mounts: [],
    },
    needs: [wadmId, ...new Set(targets.map(({ to }) => to))],
    bindings: [...natsBindings('own'), ...targets],
    more: { replicas: hostCount(lattice, group), routes },
  })
}

/** Gives the groups of hosts where a server may run that answers for a workload. */
export function servingGroups(lattice: Hosted, { endpoints }: WasmWorkload): readonly HostGroup[] {
  const groups = new Set(endpoints.flatMap(({ provider }) => groupsOf(lattice, provider)))
  return lattice.plan.hostGroups.filter((group) => groups.has(group))
}

/** Gives the ports at which HTTP servers listen that wadm may start on a group of hosts, sorted. */
function portsOf(lattice: Hosted, group: HostGroup): readonly Port[] {
  const ports = new Map(serversOn(lattice, group).map(({ port }) => [port.containerPort, port]))
  return [...ports.values()].sort((one, other) => one.containerPort - other.containerPort)
}

/** Gives where the HTTP servers answer that wadm may start on a group of hosts. */
export function serversOn(lattice: Hosted, group: HostGroup): readonly Endpoint[] {
  return [...lattice.workloads.values()]
    .flatMap((workload) => (workload.kind === 'wasm' ? workload.endpoints : []))
    .filter(({ provider }) => groupsOf(lattice, provider).includes(group))
}

function groupsOf(lattice: Hosted, provider: Id): readonly HostGroup[] {
  const server = lattice.workloads.get(provider)
  return server?.kind === 'wasm' ? eligibleGroups(lattice, server) : []
}

/** Gives what a host needs and may use at most; nothing for what is no quantity, which has been reported. */
function hostResources(options: Options): Resources {
  const cpu = parseCpu(options['host-cpu'] ?? '')
  const memory = parseMemory(options['host-memory'] ?? '')
  return {
    ...(cpu !== undefined && { cpu: { request: cpu } }),
    ...(memory !== undefined && { memory: { request: memory, limit: memory } }),
  }
}

/** What components are linked to is reached by the hosts that run them. */
function bindingsOf(components: readonly WasmWorkload[]): readonly Binding[] {
  const bindings = new Map<string, Binding>()
  for (const { bindings: own } of components)
    for (const { name, to, port, scheme } of own) {
      const key = `${to} ${port?.containerPort}`
      if (!bindings.has(key)) bindings.set(key, { name, to, ...(port && { port }), config: [], scheme })
    }
  return [...bindings.values()]
}

/** Names that every platform takes for a variable; a label may have another, such as `topology.kubernetes.io/zone`. */
function isVariable(label: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(label)
}

function isEverywhere({ options }: EmitContext, here: readonly WasmWorkload[]): boolean {
  return options['daemon-hosts'] === 'daemon' && here.some(({ scalers }) => scalers.some(({ kind }) => kind === 'daemon'))
}
