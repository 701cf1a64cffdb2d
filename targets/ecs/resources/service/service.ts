import type { ContainerWorkload, Scale } from '../../../../src/plan/plan.js'
import { clusterName } from '../cluster.js'
import type { EcsDraft, Registry, TargetGroup } from '../ecs-draft.js'
import type { Service, TaskDefinition } from '../kinds.js'
import { launchTypeOf } from '../launch-type.js'
import { networkConfiguration } from '../network/network-configuration.js'
import { boundsOf } from '../scaling/scaling.js'
import { logConfiguration } from '../task/log-configuration.js'
import { variable } from '../variables.js'
import { deploymentConfiguration } from './deployment-configuration.js'
import { launchOf } from './launch.js'
import { servedPorts } from './served-ports.js'
import { serviceConnect } from './service-connect.js'
import { zoneRebalancing } from './zone-rebalancing.js'

/** What a service needs to know besides its task. */
export interface ServiceFacts {
  /** Copies; absent for one on each machine. */
  readonly desiredCount: number | undefined
  readonly deployment: NonNullable<Service['deploymentConfiguration']>
  readonly connect: Service['serviceConnectConfiguration']
  readonly registry?: Registry | undefined
  readonly targetGroups: readonly TargetGroup[]
  /** Seconds in which a load balancer's verdict does not count. */
  readonly grace?: number | undefined
}

/** Gives the service of a container workload (ECS API, CreateService). */
export function serviceOf(
  draft: EcsDraft,
  workload: ContainerWorkload,
  task: TaskDefinition,
  { registry, targetGroups }: Pick<ServiceFacts, 'registry' | 'targetGroups'>,
): Service {
  const { work, scale, replicas = 1, bindings } = workload
  return makeService(draft, task, {
    desiredCount: work === 'daemon' ? undefined : scale === undefined ? replicas : begin(scale, replicas),
    deployment: deploymentConfiguration(draft, workload),
    connect: serviceConnect(draft, task, {
      served: servedPorts(draft, workload),
      isClient: bindings.some(({ port }) => port !== undefined),
      logs: logConfiguration(draft, workload),
    }),
    registry,
    targetGroups,
    grace: graceOf(workload),
  })
}

/** Scaling begins with the copies of the manifest, as far as its bounds let it. */
function begin(scale: Scale, replicas: number): number {
  const { MinCapacity, MaxCapacity } = boundsOf(scale)
  return Math.max(MinCapacity, Math.min(MaxCapacity, replicas))
}

/** Gives a service that keeps a task running; it has the name of the task's family. */
export function makeService(draft: EcsDraft, task: TaskDefinition, facts: ServiceFacts): Service {
  const { desiredCount, deployment, connect, registry, targetGroups, grace } = facts
  const isDaemon = desiredCount === undefined
  return {
    cluster: clusterName(draft),
    serviceName: task.family,
    taskDefinition: task.family,
    schedulingStrategy: isDaemon ? 'DAEMON' : undefined,
    desiredCount,
    ...launchOf(draft),
    networkConfiguration: task.networkMode === 'awsvpc' ? networkConfiguration(draft) : undefined,
    deploymentConfiguration: deployment,
    availabilityZoneRebalancing:
      isDaemon || launchTypeOf(draft) === 'EXTERNAL' ? undefined : zoneRebalancing({ deploymentConfiguration: deployment }),
    serviceConnectConfiguration: connect,
    serviceRegistries: registry && [{ registryArn: variable(registry.variable) }],
    loadBalancers:
      targetGroups.length === 0
        ? undefined
        : targetGroups.map((group) => ({
            targetGroupArn: variable(group.variable),
            containerName: group.containerName,
            containerPort: group.port.containerPort,
          })),
    healthCheckGracePeriodSeconds: targetGroups.length > 0 && grace !== undefined && grace > 0 ? grace : undefined,
    enableECSManagedTags: true,
    enableExecuteCommand: draft.context.options['exec'] === 'enabled' ? true : undefined,
    propagateTags: 'TASK_DEFINITION',
    tags: task.tags,
  }
}

/** Gives how long the main container may take until it answers, in seconds: as long as its startup probe lets it. */
function graceOf({ main: { startupProbe, readinessProbe, livenessProbe } }: ContainerWorkload): number {
  const start = startupProbe && startupProbe.initialDelay + startupProbe.period * startupProbe.failureThreshold
  return Math.ceil((start ?? Math.max(readinessProbe?.initialDelay ?? 0, livenessProbe?.initialDelay ?? 0)) / 1000)
}
