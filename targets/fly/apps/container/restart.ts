import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { FlyMachineRestart } from '../../fly-machine.js'

/** Gives what happens when a container ends (fly-go, `MachineRestart`): what runs for good is started again whatever its exit code, as Kubernetes does it; each further try of a task starts the same machine. */
export function restartOf({ work, task }: ContainerWorkload): FlyMachineRestart {
  if (work !== 'task' && work !== 'cron') return { policy: 'always' }
  const tries = task?.backoffLimit
  if (tries === 0 || (tries === undefined && task?.restart !== 'OnFailure')) return { policy: 'no' }
  return { policy: 'on-failure', max_retries: tries }
}
