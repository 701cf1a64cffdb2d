import type { ContainerWorkload } from '../../../src/plan/plan.js'
import { hasClock, isRunByScript } from './runner.js'

/** Gives the restart policy of a workload's containers (Compose spec, services.restart): tasks as often as they may fail (in the same container, where Kubernetes' `Never` takes a new one), everything else runs until somebody stops it. */
export function restartOf(workload: ContainerWorkload): string {
  const { work, task } = workload
  if ((work !== 'task' && work !== 'cron') || hasClock(workload)) return 'unless-stopped'
  const { backoffLimit = 0 } = task ?? {}
  // Docker takes 0 for no limit; a script that runs the command counts for itself
  return backoffLimit === 0 || isRunByScript(workload) ? 'no' : `on-failure:${backoffLimit}`
}
