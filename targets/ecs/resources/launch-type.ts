import type { ContainerWorkload } from '../../../src/plan/plan.js'
import type { EmitContext } from '../../target.js'

/** What a task runs on: machines of AWS that nobody sees, machines of the account, or machines of one's own (ECS API, LaunchType). */
export type LaunchType = 'FARGATE' | 'EC2' | 'EXTERNAL'

/** Gives what the option `launch-type` names. */
export function launchTypeOf({ context }: { readonly context: Pick<EmitContext, 'options'> }): LaunchType {
  const said = context.options['launch-type']
  return said === 'EC2' || said === 'EXTERNAL' ? said : 'FARGATE'
}

/**
 * Gives the network of a task (ECS API, NetworkMode): an interface of its own, or, for what takes a port of its machine and on machines outside AWS, which have no such interfaces,
 * the bridge of the machine. A task on a bridge has no `networkConfiguration`.
 */
export function networkModeOf(
  draft: { readonly context: Pick<EmitContext, 'options'> },
  workload: Pick<ContainerWorkload, 'main' | 'sidecars'>,
): 'awsvpc' | 'bridge' {
  const launchType = launchTypeOf(draft)
  if (launchType === 'FARGATE') return 'awsvpc'
  return launchType === 'EXTERNAL' || takesHostPort(workload) ? 'bridge' : 'awsvpc'
}

/** Tells whether a container asks for a port of its machine. */
function takesHostPort({ main, sidecars }: Pick<ContainerWorkload, 'main' | 'sidecars'>): boolean {
  return [main, ...sidecars].some(({ ports }) => ports.some((port) => port.hostPort !== undefined))
}
