import { faultOfSchedule } from '../../cron.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const scheduled = (schedule: string): string => web(`schedule: "${schedule}"`, '', 'cron-task')

/** The schedule of a cron task is one that Kubernetes reads (Kubernetes, CronJob "Schedule syntax"). */
export const badSchedule: ManifestRule = {
  code: 'container/bad-schedule',
  severity: 'error',
  scope: 'manifest',
  summary: 'the `schedule` of a cron task has five fields of cron, or is a name such as `@hourly`, and comes to pass',
  why: 'Kubernetes refuses what it cannot read (CronJob, "Schedule syntax"; it reads with robfig/cron v3), and a day that no year has never comes.',
  bad: scheduled('0 25 * * *'),
  good: scheduled('0 5 * * *'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      if (component.type !== 'cron-task') continue
      const fault = faultOfSchedule(component.properties.schedule)
      if (fault === undefined) continue
      say({
        message: `the schedule of \`${component.name}\` ${fault.fault}`,
        span: document.at(component.properties, 'schedule'),
        ...(fault.help !== undefined && { help: fault.help }),
      })
    }
  },
}
