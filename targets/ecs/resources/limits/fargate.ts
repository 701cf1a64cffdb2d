import type { ContainerDefinition } from '../kinds.js'
import type { LimitRule } from './finding.js'

const wayOut = '`--set ecs.launch-type=EC2` runs it on machines of the account'

/** A task of Fargate has nothing that belongs to a machine (Amazon ECS Developer Guide, Task definition differences for Fargate). */
export const fargateHasIt: LimitRule = ({ id, task, service }, say, draft) => {
  if (task.requiresCompatibilities?.includes('FARGATE') !== true) return
  if (task.networkMode !== 'awsvpc')
    say(['task', 'networkMode'], `Fargate has the network mode \`awsvpc\` alone, not \`${task.networkMode}\``, wayOut)
  if (task.ipcMode !== undefined) say(['task', 'ipcMode'], 'Fargate knows no `ipcMode`', wayOut)
  if (task.pidMode === 'host') say(['task', 'pidMode'], 'Fargate shows no processes of its machines', wayOut)
  if (task.placementConstraints !== undefined && task.placementConstraints.length > 0)
    say(['task', 'placementConstraints'], 'Fargate places tasks itself', wayOut)
  if (task.inferenceAccelerators !== undefined && task.inferenceAccelerators.length > 0)
    say(['task', 'inferenceAccelerators'], 'Fargate has no accelerators', wayOut)
  for (const [at, { name, host, dockerVolumeConfiguration }] of (task.volumes ?? []).entries()) {
    if (host?.sourcePath !== undefined)
      say(['task', 'volumes', at, 'host', 'sourcePath'], `volume \`${name}\` is a path of the machine, and Fargate shows none`, wayOut)
    if (dockerVolumeConfiguration !== undefined)
      say(['task', 'volumes', at, 'dockerVolumeConfiguration'], `volume \`${name}\` is one of Docker, and Fargate has none`, wayOut)
  }
  for (const [at, container] of (task.containerDefinitions ?? []).entries())
    for (const { path, what } of lacking(container))
      say(['task', 'containerDefinitions', at, ...path], `\`${container.name}\` has ${what}`, wayOut)
  const workload = draft.workloads.get(id)
  // of a daemon it is said before
  if (service?.schedulingStrategy === 'DAEMON' && !(workload?.kind === 'container' && workload.work === 'daemon'))
    say(['service', 'schedulingStrategy'], 'Fargate has no machines to run a daemon on each', wayOut)
  for (const key of ['placementConstraints', 'placementStrategy'] as const)
    if ((service?.[key]?.length ?? 0) > 0) say(['service', key], 'Fargate places tasks itself', wayOut)
}

function lacking(container: ContainerDefinition): readonly { readonly path: readonly (string | number)[]; readonly what: string }[] {
  const { linuxParameters, logConfiguration, resourceRequirements, privileged } = container
  const absent = fields.filter((field) => container[field] !== undefined)
  const added = linuxParameters?.capabilities?.add ?? []
  return [
    ...(privileged === true ? [{ path: ['privileged'], what: 'the rights of its machine, and Fargate gives them to nobody' }] : []),
    ...absent.map((field) => ({ path: [field], what: `\`${field}\`, which Fargate does not take` })),
    ...parameters
      .filter((field) => linuxParameters?.[field] !== undefined)
      .map((field) => ({ path: ['linuxParameters', field], what: `\`${field}\`, which Fargate does not take` })),
    ...added.flatMap((capability, item) =>
      capability === 'SYS_PTRACE'
        ? []
        : [
            {
              path: ['linuxParameters', 'capabilities', 'add', item],
              what: `the capability ${capability}, and Fargate adds none but SYS_PTRACE`,
            },
          ],
    ),
    ...(resourceRequirements ?? []).map(({ type }, item) => ({
      path: ['resourceRequirements', item],
      what: `a ${type}, and Fargate has none`,
    })),
    ...(logConfiguration !== undefined && !drivers.includes(logConfiguration.logDriver ?? '')
      ? [
          {
            path: ['logConfiguration', 'logDriver'],
            what: `the log driver \`${logConfiguration.logDriver}\`, and Fargate has ${drivers.join(', ')}`,
          },
        ]
      : []),
  ]
}

const fields = ['disableNetworking', 'dnsSearchDomains', 'dnsServers', 'dockerSecurityOptions', 'extraHosts', 'links', 'hostname'] as const
const parameters = ['devices', 'sharedMemorySize', 'maxSwap', 'swappiness'] as const
const drivers: readonly string[] = ['awslogs', 'splunk', 'awsfirelens']
