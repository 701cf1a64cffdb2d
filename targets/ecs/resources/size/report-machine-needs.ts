import type { Container, ContainerWorkload, Port } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import { launchTypeOf } from '../launch-type.js'

const wayOut = 'run it on machines of the account: `--set ecs.launch-type=EC2`'

/** Refuses what a workload asks of its machine and Fargate keeps to itself (Amazon ECS Developer Guide, Task definition differences for Fargate). */
export function reportMachineNeeds(draft: EcsDraft, workload: ContainerWorkload): void {
  const { context } = draft
  for (const port of [workload.main, ...workload.sidecars, ...workload.initContainers].flatMap(({ ports }) => ports))
    reportPort(context, port)
  if (launchTypeOf(draft) !== 'FARGATE') return
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

/** A task's own interface, or the bridge of a machine, knows neither ports of all machines nor single addresses of one. */
function reportPort({ fault }: EcsDraft['context'], port: Port): void {
  const warn = (key: keyof Port, message: string): void => fault({ code: 'target/no-effect', severity: 'warning', message }, port, key)
  if (port.nodePort !== undefined)
    warn('nodePort', `ECS opens no port ${port.nodePort} on all machines: what is exposed is reached at the port of the service`)
  if (port.hostIP !== undefined)
    warn('hostIP', 'ECS binds a port at all addresses of the machine; a security group of the machine keeps others out')
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
