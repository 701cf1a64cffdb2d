import type { Binding, Workload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import { isRun } from '../service/served-ports.js'

/** Reports links that nothing on ECS can carry. */
export function reportLinks(draft: EcsDraft): void {
  for (const workload of draft.workloads.values()) for (const binding of workload.bindings) reportLink(draft, workload, binding)
}

function reportLink({ context, workloads }: EcsDraft, { id }: Workload, binding: Binding): void {
  const { to, port } = binding
  if (port === undefined) return
  const target = workloads.get(to)
  if (port.protocol !== 'TCP')
    context.fault(
      {
        code: 'target/link-not-carried',
        severity: 'error',
        message: `\`${id}\` cannot reach port ${port.containerPort} of \`${to}\`: Service Connect carries TCP alone, and the port is ${port.protocol}`,
        help: 'speak TCP, run the target as a sidecar of the source, or put a Network Load Balancer in front of the target and give its address as environment',
      },
      binding,
      'to',
    )
  else if (target?.kind === 'container' && isRun(target))
    context.fault(
      {
        code: 'target/link-not-carried',
        severity: 'error',
        message: `\`${id}\` cannot reach \`${to}\`: Service Connect knows tasks of services alone, and this one runs to its end`,
        help: 'make the target a `webservice`, or let it fetch what it needs itself',
      },
      binding,
      'to',
    )
}
