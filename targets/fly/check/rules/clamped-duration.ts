import { showSeconds } from '../duration.js'
import { durationsOf } from '../durations-of.js'
import type { FlyRule } from '../fly-rule.js'

/** Checks of services have durations of 1 s to 1 min; others are moved there without an error. */
export const clampedDuration: FlyRule = {
  code: 'fly/clamped-duration',
  severity: 'warning',
  summary: 'durations of the checks of a service lie between one second and one minute',
  why: 'What is shorter or longer is moved to the nearest of them (flyctl, internal/appconfig/validation.go). A bare number means nanoseconds under `http_service`, and milliseconds under `services`.',
  bad: 'app = "shop"\n\n[http_service]\ninternal_port = 8080\n\n[[http_service.checks]]\npath = "/"\ninterval = "90s"\n',
  good: 'app = "shop"\n\n[http_service]\ninternal_port = 8080\n\n[[http_service.checks]]\npath = "/"\ninterval = "60s"\n',
  check(config, say) {
    for (const { owner, key, seconds, clamped, value } of durationsOf(config)) {
      if (!clamped || seconds === undefined || seconds < 0 || (key === 'grace_period' && seconds === 0)) continue
      if (seconds >= 1 && seconds <= 60) continue
      const read = typeof value === 'number' ? `, which flyctl reads as ${showSeconds(seconds)},` : ''
      say({
        message: `\`${key}\`${read} is ${seconds < 1 ? 'raised to one second' : 'lowered to one minute'}`,
        span: config.document.at(owner, key),
        help: 'write a duration from `1s` to `60s`, with its unit',
      })
    }
  },
}
