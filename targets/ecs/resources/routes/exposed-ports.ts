import type { ContainerWorkload, Port } from '../../../../src/plan/plan.js'
import { isRun } from '../service/served-ports.js'

/** Gives the ports of a workload that a network load balancer leads to from outside the platform (KubeVela, `exposeType`). */
export function exposedPorts(workload: ContainerWorkload): readonly Port[] {
  const { exposure, main } = workload
  const isOpen = exposure?.type === 'LoadBalancer' || exposure?.type === 'NodePort'
  return isOpen && !isRun(workload) ? main.ports.filter(({ expose, protocol }) => expose && protocol !== 'SCTP') : []
}
