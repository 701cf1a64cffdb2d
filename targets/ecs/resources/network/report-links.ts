import type { Binding, Workload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import { networkModeOf } from '../launch-type.js'
import { isRun } from '../service/served-ports.js'
import { asksByDns } from './registry.js'

/** Reports links that nothing on ECS can carry. */
export function reportLinks(draft: EcsDraft): void {
  for (const workload of draft.workloads.values()) for (const binding of workload.bindings) reportLink(draft, workload, binding)
}

function reportLink(draft: EcsDraft, from: Workload, binding: Binding): void {
  const { context, workloads } = draft
  const { id } = from
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
  else if (asksByDns(from) && target?.kind === 'container' && networkModeOf(draft, target) === 'bridge')
    context.fault(
      {
        code: 'target/link-not-carried',
        severity: 'error',
        message: `\`${id}\` cannot reach \`${to}\`: what runs to its end finds tasks by DNS, and those of the target are on the bridge of their machine, without an address of their own`,
        help: 'leave out `hostPort` of the target, or make the source a `worker`',
      },
      binding,
      'to',
    )
}
