import type { ContainerWorkload } from '../../src/plan/plan.js'

/** Gives the restart policy of a workload's containers (Compose spec, services.restart): tasks by their own, everything else runs until somebody stops it. */
export function restartOf({ work, task }: ContainerWorkload): string {
  if (work !== 'task' && work !== 'cron') return 'unless-stopped'
  if (task?.restart !== 'OnFailure') return 'no'
  const { backoffLimit } = task
  if (backoffLimit === undefined) return 'on-failure'
  // Docker takes 0 for no limit
  return backoffLimit === 0 ? 'no' : `on-failure:${backoffLimit}`
}
