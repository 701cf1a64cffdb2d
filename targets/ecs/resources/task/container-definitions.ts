import type { Container } from '../../../../src/plan/plan.js'
import { imageOf } from '../../../image-name.js'
import { some } from '../../../some.js'
import type { ContainerDefinition } from '../kinds.js'
import { networkModeOf } from '../launch-type.js'
import { containerSize } from '../size/container-size.js'
import { containerNames } from './container-names.js'
import { environmentOf } from './environment.js'
import { healthOf, isReplaced } from './health-check.js'
import { logConfiguration } from './log-configuration.js'
import { portMappings } from './port-mappings.js'
import { registryCredentials } from './registry-credentials.js'
import { securityOf } from './security.js'
import { stopTimeout } from './stop-timeout.js'
import { dockerLabels } from './tags.js'
import type { TaskDraft } from './task-draft.js'
import { toolsDefinition, useTools } from './tools-container.js'
import { mountsOf } from './volumes/mounts-of.js'

/** What a container is in its task. */
type Role = 'init' | 'sidecar' | 'main'

type Condition = 'START' | 'SUCCESS'

/**
 * Gives the containers of a task (ECS API, ContainerDefinition). They start in this order: what prepares volumes, init containers one after the other, sidecars, the main container.
 * They end in the opposite order, so that a sidecar serves the main container to its last moment.
 */
export function containerDefinitions(task: TaskDraft): readonly ContainerDefinition[] {
  const { main, sidecars, initContainers } = task.workload
  const names = containerNames(task.workload)
  const define = (role: Role) => (container: Container) => definitionOf(task, container, role, names.get(container) ?? container.name)
  const inits = initContainers.map(define('init'))
  const beside = sidecars.map(define('sidecar'))
  const first = define('main')(main)
  const tools = toolsDefinition(task)
  const before = [...(tools ? [tools] : []), ...inits]
  const chain = before.map((container, at) => after(container, before.slice(Math.max(0, at - 1), at), 'SUCCESS'))
  const last = before.slice(-1)
  return [
    after(first, last, 'SUCCESS', dependenciesOn(beside, 'START')),
    ...beside.map((container) => after(container, last, 'SUCCESS')),
    ...chain,
  ]
}

type Dependency = NonNullable<ContainerDefinition['dependsOn']>[number]

function after(
  container: ContainerDefinition,
  others: readonly ContainerDefinition[],
  condition: Condition,
  more: readonly Dependency[] = [],
): ContainerDefinition {
  return { ...container, dependsOn: some([...dependenciesOn(others, condition), ...more]) }
}

function dependenciesOn(others: readonly ContainerDefinition[], condition: Condition): readonly Dependency[] {
  return others.map(({ name }) => ({ containerName: name, condition }))
}

/** Seconds that a container has to run before it is started again (ECS API, ContainerRestartPolicy): the least comes nearest to Kubernetes. */
const leastRestartPeriod = 60

/** The order of the keys is the one in which people write them. */
function definitionOf(task: TaskDraft, container: Container, role: Role, name: string): ContainerDefinition {
  const { draft, workload } = task
  const { tmpfs, mountPoints } = mountsOf(task, container)
  const ending = { grace: workload.terminationGracePeriod, signal: container.stopSignal }
  const isByEcs = role === 'main' && isReplaced(workload)
  const health = role === 'init' ? undefined : healthOf(draft, container, { isReplaced: isByEcs, ...ending })
  const tools = health && health.tools.length > 0 ? [useTools(task, ...health.tools)] : []
  const { capabilities, ...security } = securityOf(draft, workload, container)
  return {
    name,
    image: imageOf(draft, workload, container),
    repositoryCredentials: registryCredentials(draft, workload),
    ...containerSize(draft, container),
    essential: role === 'main',
    restartPolicy: role === 'sidecar' ? { enabled: true, restartAttemptPeriod: leastRestartPeriod } : undefined,
    entryPoint: some(container.command),
    command: some(container.args),
    workingDirectory: container.workingDir,
    ...environmentOf(draft, workload, container.env),
    portMappings: some(portMappings(draft, workload, container)),
    healthCheck: health?.check,
    mountPoints: some([...mountPoints, ...tools]),
    ...security,
    linuxParameters: someFields({
      capabilities,
      // a first process cannot be killed from inside, which is what the check does where ECS does nothing
      initProcessEnabled: health !== undefined && !isByEcs ? true : undefined,
      tmpfs: some(tmpfs),
    }),
    extraHosts: networkModeOf(draft, workload) === 'bridge' ? extraHosts(task) : undefined,
    stopTimeout: stopTimeout(draft, workload),
    dockerLabels: dockerLabels(workload),
    logConfiguration: logConfiguration(draft, workload),
  }
}

function someFields(parameters: NonNullable<ContainerDefinition['linuxParameters']>): ContainerDefinition['linuxParameters'] {
  return Object.values(parameters).every((field) => field === undefined) ? undefined : parameters
}

function extraHosts({ workload: { hostAliases } }: TaskDraft): ContainerDefinition['extraHosts'] {
  return some(hostAliases.flatMap(({ ip, hostnames }) => hostnames.map((hostname) => ({ hostname, ipAddress: ip }))))
}
