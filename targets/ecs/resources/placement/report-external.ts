import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import { launchTypeOf } from '../launch-type.js'

/** Refuses what machines outside AWS lack (Amazon ECS Developer Guide, ECS Anywhere, Considerations): no service discovery, no load balancers, no file systems of AWS, no scaling. */
export function reportExternal(draft: EcsDraft, workload: ContainerWorkload): void {
  if (launchTypeOf(draft) !== 'EXTERNAL') return
  const { bindings, routes, exposure, volumes, scale, id } = workload
  const refuse = (what: string, help: string, object: object, key: string): void =>
    draft.context.fault(
      {
        code: 'target/outside-aws',
        severity: 'error',
        message: `\`${id}\` ${what} on machines outside AWS (\`launch-type=EXTERNAL\`)`,
        help,
      },
      object,
      key,
    )
  const address = 'give the address in the environment, or use `launch-type=EC2`'
  for (const binding of bindings) if (binding.port !== undefined) refuse('finds no other by name', address, binding, 'to')
  for (const route of routes) refuse('has no load balancer before it', 'lead requests there yourself', route, 'path')
  if (exposure?.type === 'LoadBalancer' || exposure?.type === 'NodePort')
    refuse('has no load balancer before it', 'publish a `hostPort`', exposure, 'type')
  for (const volume of volumes)
    if (volume.kind === 'claim')
      refuse('mounts no file system of AWS', 'use a path of the machine (`volumeMounts.hostPath`)', volume, 'name')
  if (scale !== undefined) refuse('has a fixed number of copies', 'say `replicas`', scale, 'max')
}
