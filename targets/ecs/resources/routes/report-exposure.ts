import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'

/** Reports what a manifest says of the service in front of the ports, and has no meaning on ECS. */
export function reportExposure({ context }: EcsDraft, { exposure, main }: ContainerWorkload): void {
  for (const port of main.ports)
    if (port.nodePort !== undefined)
      context.fault(
        {
          code: 'target/no-effect',
          severity: 'warning',
          message: `no port of a machine leads to a task of its own network interface: \`nodePort: ${port.nodePort}\` has no effect`,
        },
        port,
        'nodePort',
      )
  if (exposure === undefined) return
  const settings = ['annotations', 'matchLabels'] as const
  for (const key of settings)
    if (Object.keys(exposure[key] ?? {}).length > 0)
      context.fault(
        {
          code: 'target/no-effect',
          severity: 'warning',
          message: `no object of Kubernetes stands in front of the ports: ${key === 'annotations' ? 'its annotations' : '`matchLabels`'} have no effect on ECS`,
        },
        exposure,
        key,
      )
  if (exposure.type === 'NodePort')
    context.fault(
      {
        code: 'target/no-effect',
        severity: 'warning',
        message:
          'a task has a network interface of its own and no port of a machine: a Network Load Balancer leads to it, at the port of the service',
        help: 'write `exposeType: LoadBalancer`',
      },
      exposure,
      'type',
    )
  if (exposure.type === 'ExternalName')
    context.fault(
      {
        code: 'target/no-effect',
        severity: 'warning',
        message: '`ExternalName` names no host on ECS: the ports are endpoints of Service Connect',
      },
      exposure,
      'type',
    )
}
