import { showSeconds } from '../duration.js'
import { durationsOf } from '../durations-of.js'
import type { FlyRule } from '../fly-rule.js'

/** A bare number is nanoseconds in most places (fly-go, `duration.go`), which nobody means. */
export const nanoseconds: FlyRule = {
  code: 'fly/nanoseconds',
  severity: 'warning',
  summary: 'a duration that flyctl would read in nanoseconds has its unit',
  why: 'A bare number is seconds for `kill_timeout`, milliseconds for checks of `services` and `checks`, and nanoseconds in all other places (fly-go, duration.go).',
  bad: 'app = "shop"\n\n[deploy]\nwait_timeout = 300\n',
  good: 'app = "shop"\n\n[deploy]\nwait_timeout = "300s"\n',
  check(config, say) {
    for (const { owner, key, value, seconds, unit, clamped } of durationsOf(config)) {
      if (typeof value !== 'number' || unit !== 1e-9 || clamped || seconds === undefined || seconds >= 1) continue
      say({
        message: `\`${key}\` is a bare number, which flyctl reads as ${showSeconds(seconds)}`,
        span: config.document.at(owner, key),
        help: `write the unit: \`"${value}s"\``,
      })
    }
  },
}
