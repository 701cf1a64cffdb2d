import { type ScheduleFields, timesOfSchedule } from '../../../src/language/cron-fields.js'
import type { ContainerWorkload, Schedule } from '../../../src/plan/plan.js'
import type { Draft } from '../draft.js'
import { posixZone } from './posix-zone.js'

/** Gives the settings of `scripts/job.sh` that say when a cron task runs (Kubernetes, CronJobSpec). */
export function clockSettings(draft: Draft, workload: ContainerWorkload, schedule: Schedule): readonly string[] {
  const { cron, suspend, concurrencyPolicy, startingDeadline } = schedule
  const times = timesOfSchedule(cron)
  return [
    ...('every' in times ? [`every=${times.every}`] : fieldSettings(times)),
    ...zoneSettings(draft, workload, schedule),
    ...(concurrencyPolicy === undefined || concurrencyPolicy === 'Allow' ? [] : [`overlap=${concurrencyPolicy.toLowerCase()}`]),
    ...(startingDeadline === undefined ? [] : [`late=${Math.ceil(startingDeadline / 1000)}`]),
    ...(suspend ? ['suspended=yes'] : []),
  ]
}

function fieldSettings({ either, ...fields }: ScheduleFields): readonly string[] {
  const named = Object.entries(fields).map(([name, numbers]) => `${name}=${numbers === undefined ? '*' : numbers.join(',')}`)
  return [...named, ...(either ? ['either=yes'] : [])]
}

/** Where nothing is said, the clock is that of Kubernetes' controller, which is UTC nearly everywhere. */
function zoneSettings({ context }: Draft, { id }: ContainerWorkload, schedule: Schedule): readonly string[] {
  if (schedule.timeZone === undefined) return []
  const { text, isExact } = posixZone(schedule.timeZone)
  if (!isExact)
    context.fault(
      {
        code: 'target/time-zone',
        severity: 'warning',
        message: `the clock of \`${id}\` keeps the offset that \`${schedule.timeZone}\` has most of the year, because no rule says when it changes its clocks`,
      },
      schedule,
      'timeZone',
    )
  return text === 'STD0' ? [] : [`zone=${text}`]
}
