import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import { isRun, servedPorts } from '../service/served-ports.js'
import type { TaskSize } from './fargate-sizes.js'

/** What AWS recommends to add to a task for the proxy of Service Connect (Amazon ECS Developer Guide, Service Connect, considerations); cpu in units, memory in MiB. */
const recommended: TaskSize = { cpu: 256, memory: 64 }

const nothing: TaskSize = { cpu: 0, memory: 0 }

/** Gives what is added for the proxy of Service Connect to a task that reaches others or is reached: nothing, or by the option `proxy-size` what AWS recommends. */
export function proxySize(draft: EcsDraft, workload: ContainerWorkload): TaskSize {
  if (draft.context.options['proxy-size'] !== 'recommended' || isRun(workload)) return nothing
  const isConnected = servedPorts(draft, workload).length > 0 || workload.bindings.some(({ port }) => port !== undefined)
  return isConnected ? recommended : nothing
}
