import { durationsOf } from '../durations-of.js'
import type { FlyRule } from '../fly-rule.js'

/** Durations are those of Go, and within the limits that flyctl and the platform set. */
export const badDuration: FlyRule = {
  code: 'fly/bad-duration',
  severity: 'error',
  summary: 'a duration has a unit, and lies within the limits of its place',
  why: 'flyctl reads `10s` or `1m30s` (Go, time.ParseDuration). A check under `checks` has an interval of at least 2 s and a timeout of at most 60 s (flyctl, internal/appconfig/validation.go); `kill_timeout` is at most 300 s (https://fly.io/docs/reference/configuration/#kill_timeout-option).',
  bad: 'app = "shop"\n\n[checks.alive]\ntype = "tcp"\nport = 8080\ninterval = "500ms"\n',
  good: 'app = "shop"\n\n[checks.alive]\ntype = "tcp"\nport = 8080\ninterval = "5s"\n',
  check(config, say) {
    for (const { owner, key, value, seconds, least, most } of durationsOf(config)) {
      const span = config.document.at(owner, key)
      if (seconds === undefined)
        say({
          message: `\`${key}\` is no duration: \`${value}\``,
          span,
          help: 'write a number with a unit, such as `10s`, `500ms` or `1m30s`',
        })
      else if (least !== undefined && seconds < least)
        say({ message: `\`${key}\` is shorter than ${least} s`, span, help: `write \`${least}s\` or more` })
      else if (most !== undefined && seconds > most)
        say({ message: `\`${key}\` is longer than ${most} s`, span, help: `write \`${most}s\` or less` })
      else if (seconds < 0) say({ message: `\`${key}\` is negative`, span })
    }
  },
}
