import type { Container, ContainerWorkload } from '../../../../src/plan/plan.js'
import { imageOf } from '../../../image-name.js'
import { some } from '../../../some.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { ContainerDefinition } from '../kinds.js'
import { containerSize } from '../size/container-size.js'
import { containerNames } from './container-names.js'
import { environmentOf } from './environment.js'
import { logConfiguration } from './log-configuration.js'
import { portMappings } from './port-mappings.js'
import { registryCredentials } from './registry-credentials.js'
import { dockerLabels } from './tags.js'

/** What a container is in its task. */
export type Role = 'init' | 'sidecar' | 'main'

/**
 * Gives the containers of a task in the order in which they start (ECS API, ContainerDefinition): init containers one after the other,
 * then sidecars, then the main container. They end in the opposite order, so that a sidecar serves the main container to its last moment.
 */
export function containerDefinitions(draft: EcsDraft, workload: ContainerWorkload): readonly ContainerDefinition[] {
  const names = containerNames(workload)
  const nameOf = (container: Container): string => names.get(container) ?? container.name
  const [last] = workload.initContainers.slice(-1)
  const afterInit = last === undefined ? [] : [{ containerName: nameOf(last), condition: 'SUCCESS' as const }]
  const inits = workload.initContainers.map((container, at) => {
    const before = workload.initContainers[at - 1]
    return definitionOf(draft, workload, container, 'init', {
      name: nameOf(container),
      dependsOn: before && [{ containerName: nameOf(before), condition: 'SUCCESS' }],
    })
  })
  const sidecars = workload.sidecars.map((container) =>
    definitionOf(draft, workload, container, 'sidecar', { name: nameOf(container), dependsOn: some(afterInit) }),
  )
  const afterSidecars = workload.sidecars.map((container) => ({ containerName: nameOf(container), condition: 'START' as const }))
  const main = definitionOf(draft, workload, workload.main, 'main', {
    name: nameOf(workload.main),
    dependsOn: some([...afterInit, ...afterSidecars]),
  })
  return [main, ...sidecars, ...inits]
}

type Place = Pick<ContainerDefinition, 'name' | 'dependsOn'>

/** The order of the keys is the one in which people write them. */
function definitionOf(draft: EcsDraft, workload: ContainerWorkload, container: Container, role: Role, place: Place): ContainerDefinition {
  return {
    name: place.name,
    image: imageOf(draft, workload, container),
    ...containerSize(draft, container),
    repositoryCredentials: registryCredentials(draft, workload),
    essential: role === 'main',
    restartPolicy: role === 'sidecar' ? { enabled: true, restartAttemptPeriod: leastRestartPeriod } : undefined,
    entryPoint: some(container.command),
    command: some(container.args),
    workingDirectory: container.workingDir,
    ...environmentOf(draft, workload, container.env),
    portMappings: some(portMappings(draft, workload, container)),
    dependsOn: place.dependsOn,
    dockerLabels: dockerLabels(workload),
    logConfiguration: logConfiguration(draft, workload),
  }
}

/** Seconds that a container has to run before it is started again (ECS API, ContainerRestartPolicy): the least comes nearest to Kubernetes. */
const leastRestartPeriod = 60
