import type { EcsDraft } from '../ecs-draft.js'
import type { TaskDefinition } from '../kinds.js'
import { launchTypeOf } from '../launch-type.js'
import { largestSize, leastSize, type TaskSize } from './fargate-sizes.js'
import { runtimePlatform } from './runtime-platform.js'

/** Gives what a task runs on that no container of a manifest is in, and the least size that holds `asked` (cpu in units, memory in MiB). */
export function platformTaskSize(
  draft: EcsDraft,
  asked: TaskSize,
): Pick<TaskDefinition, 'requiresCompatibilities' | 'networkMode' | 'cpu' | 'memory' | 'runtimePlatform'> {
  const launchType = launchTypeOf(draft)
  const size = leastSize(asked) ?? largestSize
  return {
    requiresCompatibilities: [launchType],
    networkMode: launchType === 'EXTERNAL' ? 'bridge' : 'awsvpc',
    ...(launchType === 'FARGATE' && { cpu: `${size.cpu}`, memory: `${size.memory}` }),
    ...runtimePlatform(draft, []),
  }
}
