import type { Container, ContainerWorkload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import { launchTypeOf } from '../launch-type.js'

const wayOut = 'run it on machines of the account: `--set ecs.launch-type=EC2`'

/** Refuses what a workload asks of its machine and Fargate keeps to itself (Amazon ECS Developer Guide, Task definition differences for Fargate). */
export function reportMachineNeeds(draft: EcsDraft, workload: ContainerWorkload): void {
  if (launchTypeOf(draft) !== 'FARGATE') return
  const { context } = draft
  for (const container of [workload.main, ...workload.sidecars, ...workload.initContainers]) {
    if (container.resources.gpu !== undefined && container.resources.gpu > 0)
      context.unsupported('gpu', container.resources, 'gpu', `Fargate has none; ${wayOut}`)
    reportPrivileges(context, container)
    for (const port of container.ports)
      if (port.hostPort !== undefined)
        context.unsupported(
          'node-port',
          port,
          'hostPort',
          `a task of Fargate has an address of its own and no port of a machine; ${wayOut}`,
        )
  }
  if (workload.work === 'daemon') context.unsupported('daemon', workload, 'work', `Fargate has no machines; ${wayOut}`)
}

function reportPrivileges({ fault }: EcsDraft['context'], { name, security }: Container): void {
  if (security?.privileged === true)
    fault(
      {
        code: 'target/needs-machines',
        severity: 'error',
        message: `\`${name}\` is privileged, and Fargate gives no container the rights of its machine`,
        help: `leave \`privileged\` out, or ${wayOut}`,
      },
      security,
      'privileged',
    )
}
