import type { Container, ContainerWorkload } from '../../../../src/plan/plan.js'
import type { EcsDraft, Unit } from '../ecs-draft.js'
import type { AppliedPatch } from '../patches/apply-patches.js'
import { patchPlace } from '../patches/patch-place.js'
import { containerNames } from '../task/container-names.js'
import type { FieldPath } from './finding.js'

/** An entry of the plan, or of a patch in it. */
export type PlanPlace = readonly [object: object, key: string | number]

/** Gives the entry of the plan that a field came from: of a patch, else of the container or the workload, else of whatever has a line of its own. */
export function placeOf(
  draft: EcsDraft,
  patches: readonly AppliedPatch[],
  unit: Unit,
  paths: readonly [FieldPath, ...FieldPath[]],
): PlanPlace {
  for (const path of paths) {
    const patched = patchPlace(patches, unit.id, path)
    if (patched !== undefined) return patched
  }
  const [path] = paths
  const workload = draft.workloads.get(unit.id)
  const application = draft.applications.get(unit.application)
  const places: readonly PlanPlace[] = [
    ...(workload?.kind === 'container' ? [...containerPlaces(workload, unit, path), ...workloadPlaces(workload, path)] : []),
    ...(workload === undefined ? [] : [[workload, 'name'] as const]),
    ...(application === undefined ? [] : [[application, 'name'] as const]),
  ]
  return places.find(([object, key]) => draft.context.isSaid(object, key)) ?? places.at(-1) ?? [unit, 'id']
}

function containerPlaces(workload: ContainerWorkload, { task }: Unit, [, list, at, field, item, entry]: FieldPath): readonly PlanPlace[] {
  const definition = list === 'containerDefinitions' && typeof at === 'number' ? task.containerDefinitions?.[at] : undefined
  if (definition === undefined) return []
  const [container] = [...containerNames(workload)].find(([, name]) => name === definition.name) ?? []
  if (container === undefined) return []
  const index = typeof item === 'number' ? item : 0
  const variable = field === 'environment' || field === 'secrets' ? definition[field]?.[index]?.name : undefined
  return [...fieldPlaces(workload, container, { field, item, entry, index, variable }), [container, 'name']]
}

interface Field {
  readonly field: string | number | undefined
  readonly item: string | number | undefined
  readonly entry: string | number | undefined
  readonly index: number
  readonly variable: string | undefined
}

function fieldPlaces(
  workload: ContainerWorkload,
  container: Container,
  { field, item, entry, index, variable }: Field,
): readonly PlanPlace[] {
  const { resources, ports, mounts, security, env } = container
  const of = (object: object | undefined, ...keys: readonly string[]): readonly PlanPlace[] =>
    object === undefined ? [] : keys.map((key) => [object, key])
  switch (field) {
    case 'cpu':
      return of(resources.cpu, 'request', 'limit')
    case 'memory':
      return of(resources.memory, 'limit', 'request')
    case 'memoryReservation':
      return of(resources.memory, 'request', 'limit')
    case 'resourceRequirements':
      return of(resources, 'gpu')
    case 'portMappings':
      return of(ports[index], entry === 'name' ? 'name' : entry === 'hostPort' ? 'hostPort' : 'containerPort', 'containerPort')
    case 'environment':
    case 'secrets': {
      const found = env.find(({ name }) => name === variable) ?? env[index]
      return [...of(found, 'name'), ...of(found?.secret ?? found?.config, 'name')]
    }
    case 'healthCheck': {
      const bound = { interval: 'period', timeout: 'timeout', retries: 'failureThreshold', startPeriod: 'initialDelay' }[String(item)]
      const probes = [container.livenessProbe, container.readinessProbe, container.startupProbe]
      return [
        ...(bound === undefined ? [] : probes.flatMap((probe) => of(probe, bound))),
        ...probes.flatMap((probe) => of(probe, 'period')),
      ]
    }
    case 'mountPoints':
      return of(mounts[index], 'path', 'volume')
    case 'user':
      return of(security, 'runAsUser', 'runAsGroup')
    case 'privileged':
      return of(security, 'privileged')
    case 'linuxParameters':
      return of(security, 'addCapabilities', 'dropCapabilities')
    case 'stopTimeout':
      return of(workload, 'terminationGracePeriod')
    case 'repositoryCredentials':
      return of(workload, 'imagePullSecrets')
    case 'dockerLabels':
      return of(workload, 'labels', 'annotations')
    case 'entryPoint':
      return of(container, 'command')
    case 'command':
      return of(container, 'args')
    case 'workingDirectory':
      return of(container, 'workingDir')
    case 'image':
      return of(container, 'image')
    default:
      return []
  }
}

function workloadPlaces(workload: ContainerWorkload, [request, field, item]: FieldPath): readonly PlanPlace[] {
  const { main, scale, schedule } = workload
  const of = (object: object | undefined, ...keys: readonly string[]): readonly PlanPlace[] =>
    object === undefined ? [] : keys.map((key) => [object, key])
  if (field === 'tags') return of(workload, 'labels', 'annotations')
  if (request === 'task' && field === 'volumes') return of(workload.volumes[typeof item === 'number' ? item : 0], 'name', 'source')
  if (request === 'task' && (field === 'cpu' || field === 'memory')) return of(main.resources[field], 'request', 'limit')
  if (request === 'scaling') return of(scale, 'max', 'min')
  if (request === 'schedule') return of(schedule, 'cron')
  if (field === 'desiredCount' || field === 'count') return of(workload, 'replicas')
  if (field === 'loadBalancers') return [...workload.routes.flatMap((route) => of(route, 'port', 'path')), ...of(workload.exposure, 'type')]
  if (field === 'deploymentConfiguration') return of(workload, 'updateStrategy')
  if (field === 'serviceConnectConfiguration') return main.ports.flatMap((port) => of(port, 'name', 'containerPort'))
  return []
}
