import type { Container, ContainerWorkload } from '../../../src/plan/plan.js'
import type { Draft } from '../draft.js'
import { hasClock, isRunByScript } from './runner.js'

/** Reports what of a task or cron task its containers do not keep to under Compose. */
export function reportTask(draft: Draft, workload: ContainerWorkload): void {
  const { task, schedule, work } = workload
  if (work === 'cron' && schedule !== undefined) {
    if (hasClock(workload)) reportClock(draft, workload, schedule)
    else reportNoClock(draft, workload, schedule)
  }
  if (task === undefined) return
  if (task.restart === 'Never' && task.backoffLimit !== 0)
    noEffect(draft, task, 'restart', 'under compose a run that failed is tried again in the same container, as with `OnFailure`')
  if (task.activeDeadline !== undefined && !isRunByScript(workload))
    needsCommand(
      draft,
      task,
      'activeDeadline',
      `compose sets no limit to the time of \`${workload.id}\`, because only its image knows the command`,
    )
  if (task.ttlAfterFinished !== undefined) {
    const message = hasClock(workload)
      ? 'under compose nothing but its log is left of a run that ended'
      : 'under compose the stopped container stays until `docker compose down`, and takes nothing but its log'
    noEffect(draft, task, 'ttlAfterFinished', message)
  }
}

const limits = ['successfulJobsHistoryLimit', 'failedJobsHistoryLimit'] as const

function reportClock(draft: Draft, workload: ContainerWorkload, schedule: object): void {
  for (const key of limits) noEffect(draft, schedule, key, 'under compose the container keeps the log of all runs, whatever the limit')
  for (const container of [...workload.initContainers, ...workload.sidecars])
    draft.context.fault(
      {
        code: 'target/shared-companion',
        severity: 'warning',
        message: `compose runs \`${container.name}\` once for all runs of \`${workload.id}\``,
      },
      container,
      'name',
    )
  for (const key of ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'] as const)
    reportOfRun(draft, workload, workload.main, key)
}

function reportOfRun({ context }: Draft, { id }: ContainerWorkload, container: Container, key: keyof Container): void {
  if (container[key] === undefined) return
  const message = `the container of \`${id}\` is there between its runs too under compose, so nothing is asked or done there that concerns one run`
  context.fault({ code: 'target/between-runs', severity: 'warning', message }, container, key)
}

function reportNoClock(draft: Draft, { id }: ContainerWorkload, schedule: object): void {
  needsCommand(
    draft,
    schedule,
    'cron',
    `compose cannot run \`${id}\` by the clock, because only its image knows the command`,
    `or run it by hand: docker compose run --rm ${draft.serviceOf(id)}`,
  )
  for (const key of Object.keys(schedule)) if (key !== 'cron') noEffect(draft, schedule, key, 'without a clock it changes nothing')
}

function needsCommand({ context }: Draft, object: object, key: string, message: string, other = ''): void {
  const help = `write the command of the image as \`cmd\`${other && `, ${other}`}`
  context.fault({ code: 'target/needs-command', severity: 'warning', message, help }, object, key)
}

/** Said where the user set it; what the planner sets concerns nobody. */
function noEffect({ context }: Draft, object: object, key: string, message: string): void {
  context.fault({ code: 'target/no-effect', severity: 'info', message }, object, key)
}
