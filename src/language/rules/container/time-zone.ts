import { replaceScalar } from '../../edits/replace-scalar.js'
import { nearest } from '../../suggest.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const inZone = (zone: string): string =>
  web(
    `
    schedule: "0 5 * * *"
    timeZone: ${zone}
  `,
    '',
    'cron-task',
  )

/** The time zone of a cron task is a name of the tz database (Kubernetes, CronJob "Time zones"). */
export const timeZone: ManifestRule = {
  code: 'container/time-zone',
  severity: 'error',
  scope: 'manifest',
  summary: 'the `timeZone` of a cron task is a name of the tz database',
  why: 'Kubernetes refuses other names, and `Local` too (CronJob, "Time zones"), because an abbreviation or an offset does not say when the clocks change.',
  bad: inZone('Europe/Berln'),
  good: inZone('Europe/Berlin'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      if (component.type !== 'cron-task') continue
      const { timeZone: zone } = component.properties
      if (zone === undefined || isTimeZone(zone)) continue
      const span = document.at(component.properties, 'timeZone')
      const near = nearest(zone, Intl.supportedValuesOf('timeZone'))
      say({
        message: `\`${zone}\` is not a time zone`,
        span,
        ...(near === undefined
          ? { help: 'name it by continent and city, such as `Europe/Berlin`, or `Etc/UTC`' }
          : { label: `did you mean \`${near}\`?`, edits: [replaceScalar(span, near)] }),
      })
    }
  },
}

/** Upper and lower case count on the machines that read it; `Intl` would also take offsets and ignore case. */
function isTimeZone(zone: string): boolean {
  if (!/^[A-Z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(zone)) return false
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
    return known === zone || known.toLowerCase() !== zone.toLowerCase()
  } catch {
    return false
  }
}
