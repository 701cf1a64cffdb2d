import type { Container, ContainerWorkload } from '../../../src/plan/plan.js'
import { some, someOf } from '../../some.js'
import { reportHttpsProbes } from '../../tools/report-https-probes.js'
import { buildOf, imageOf, pullPolicyOf } from '../build/build.js'
import type { Dependency, Service } from '../compose-file.js'
import type { Draft } from '../draft.js'
import { duration } from '../duration.js'
import { mountsOf } from '../mounts/mounts.js'
import { companionName } from '../names.js'
import { dependenciesOf } from '../ordering.js'
import { copiesOf } from '../ports/port-claims.js'
import { planPorts } from '../ports/ports.js'
import { reportWorkload } from '../report-unsupported.js'
import { literal } from '../text.js'
import { useTools } from '../tools.js'
import { debugOf } from './debug.js'
import { watchOf } from './develop.js'
import { environmentOf, isReadOnly, linkNotes } from './environment.js'
import { healthOf } from './health.js'
import { hooksOf } from './hooks.js'
import { labelsOf } from './labels.js'
import { deployOf, resourcesOf } from './resources.js'
import { restartOf } from './restart.js'
import { hasClock, runnerOf } from './runner.js'
import { securityOf } from './security.js'

type Role = 'main' | 'sidecar' | 'init'

/**
 * Adds the services of a container workload: one for the main container, one in its network for each sidecar,
 * and one for each init container, which must have ended well before the next begins.
 */
export function addContainer(draft: Draft, workload: ContainerWorkload): void {
  const service = draft.serviceOf(workload.id)
  reportWorkload(draft, workload)
  let waits: Readonly<Record<string, Dependency>> = dependenciesOf(draft, workload)
  for (const container of workload.initContainers) {
    const name = companionName(service, container.name)
    draft.services.set(name, serviceOf(draft, workload, container, name, 'init', waits))
    waits = { ...waits, [name]: { condition: 'service_completed_successfully' } }
  }
  draft.services.set(service, serviceOf(draft, workload, workload.main, service, 'main', waits))
  for (const container of workload.sidecars) {
    const name = companionName(service, container.name)
    draft.services.set(
      name,
      serviceOf(draft, workload, container, name, 'sidecar', { [service]: { condition: 'service_started', restart: true } }),
    )
  }
}

/** The order of the keys is the one in which people write them. */
function serviceOf(
  draft: Draft,
  workload: ContainerWorkload,
  container: Container,
  service: string,
  role: Role,
  waits: Readonly<Record<string, Dependency>>,
): Service {
  const isClock = role === 'main' && hasClock(workload)
  const isMain = role === 'main'
  const { resources, shares } = resourcesOf(draft.context, container.resources)
  const environment = environmentOf(draft, workload, container.env, isReadOnly(container))
  const mounts = mountsOf(draft, workload, container, service)
  const runner = isMain ? runnerOf(draft, workload) : undefined
  const ports = isMain ? planPorts(draft, workload) : undefined
  const ending = { grace: workload.terminationGracePeriod, signal: container.stopSignal }
  const health = role === 'init' || isClock ? undefined : healthOf(container, { ...ending, isGuest: role === 'sidecar' })
  if (!isClock) reportHttpsProbes(draft.context, container)
  const hooks = isClock ? { fields: {}, tools: [] } : hooksOf(draft.context, workload, container)
  const scripts = [...(health?.tools ?? []), ...hooks.tools, ...(runner?.tools ?? [])]
  const tools = scripts.length > 0 ? useTools(draft, ...scripts) : undefined
  const debug = isMain ? debugOf(draft, workload, container, environment.values, health) : undefined
  if (debug) draft.debugged.set(service, debug)
  return {
    image: imageOf(draft, container, service),
    build: buildOf(draft, workload, container),
    pull_policy: pullPolicyOf(container),
    profiles: workload.work === 'cron' && !hasClock(workload) ? ['cron'] : undefined,
    entrypoint: runner?.entrypoint ?? some(container.command)?.map(literal),
    command: some(container.args)?.map(literal),
    working_dir: container.workingDir === undefined ? undefined : literal(container.workingDir),
    environment: someOf(environment.values),
    'x-links': isMain ? linkNotes(workload) : undefined,
    secrets: some([...environment.guards, ...mounts.secrets]),
    configs: some(mounts.configs),
    volumes: some(tools ? [...mounts.volumes, tools.mount] : mounts.volumes),
    network_mode: role === 'sidecar' ? `service:${draft.serviceOf(workload.id)}` : undefined,
    ports: some(ports?.published),
    expose: some(ports?.expose),
    'x-ports': some(ports?.notes),
    // a sidecar has the hosts of the container whose network it shares
    extra_hosts:
      role === 'sidecar'
        ? undefined
        : some(workload.hostAliases.flatMap(({ ip, hostnames }) => hostnames.map((host) => literal(`${host}=${ip}`)))),
    depends_on: someOf({ ...waits, ...tools?.waits }),
    healthcheck: health?.check,
    deploy: deployOf(isMain ? copiesOf(workload) : 1, resources),
    cpu_shares: shares,
    ...securityOf(workload, container),
    // a first process that has no handler for SIGTERM would take the whole grace period to end
    init: true,
    stop_signal: container.stopSignal === undefined ? undefined : literal(container.stopSignal),
    stop_grace_period: workload.terminationGracePeriod === undefined ? undefined : duration(workload.terminationGracePeriod),
    restart: role === 'init' ? 'on-failure' : restartOf(workload),
    ...hooks.fields,
    develop: watchOf(draft, workload, container),
    labels: labelsOf(workload),
    annotations: someOf(Object.fromEntries(Object.entries(workload.annotations).map(([key, value]) => [key, literal(value)]))),
  }
}
