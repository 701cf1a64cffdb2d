import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { FlyMachineRestart } from '../../fly-machine.js'

/** Gives what happens when a container ends (fly-go, `MachineRestart`): what runs for good is started again whatever its exit code, as Kubernetes does it. */
export function restartOf({ work, task }: ContainerWorkload): FlyMachineRestart {
  if (work !== 'task' && work !== 'cron') return { policy: 'always' }
  if (task === undefined || task.restart === 'Never') return { policy: 'no' }
  return { policy: 'on-failure', max_retries: task.backoffLimit }
}
