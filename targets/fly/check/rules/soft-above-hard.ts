import { type FlyRule, numberAt, servicesOf, tableAt } from '../fly-rule.js'

/** The soft limit comes first. */
export const softAboveHard: FlyRule = {
  code: 'fly/soft-above-hard',
  severity: 'warning',
  summary: 'a soft limit is not above the hard limit',
  why: 'At the hard limit a machine gets nothing more, so that a soft limit above it is never reached, and no other machine is preferred or started in time (https://fly.io/docs/reference/concurrency/).',
  bad: 'app = "shop"\n\n[http_service]\ninternal_port = 8080\n\n[http_service.concurrency]\nsoft_limit = 300\nhard_limit = 250\n',
  good: 'app = "shop"\n\n[http_service]\ninternal_port = 8080\n\n[http_service.concurrency]\nsoft_limit = 200\nhard_limit = 250\n',
  check(config, say) {
    for (const service of servicesOf(config)) {
      const concurrency = tableAt(service, 'concurrency')
      const [soft, hard] = [concurrency && numberAt(concurrency, 'soft_limit'), concurrency && numberAt(concurrency, 'hard_limit')]
      if (concurrency !== undefined && soft !== undefined && hard && soft > hard)
        say({ message: `soft limit ${soft} is above the hard limit ${hard}`, span: config.document.at(concurrency, 'soft_limit') })
    }
  },
}
