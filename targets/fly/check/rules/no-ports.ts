import { type FlyRule, tablesAt } from '../fly-rule.js'

/** A service is reached at its ports (flyctl, `validateServicesSection`, a warning there too). */
export const noPorts: FlyRule = {
  code: 'fly/no-ports',
  severity: 'warning',
  summary: 'a service has a port outside',
  why: 'At least one `services.ports` is required (https://fly.io/docs/reference/configuration/#the-services-sections); flyctl warns, and nobody reaches the service.',
  bad: 'app = "shop"\n\n[[services]]\nprotocol = "tcp"\ninternal_port = 5432\n',
  good: 'app = "shop"\n\n[[services]]\nprotocol = "tcp"\ninternal_port = 5432\n\n[[services.ports]]\nport = 5432\n',
  check({ document, root }, say) {
    for (const service of tablesAt(root, 'services'))
      if (tablesAt(service, 'ports').length === 0)
        say({
          message: 'service has no port outside, so that nobody reaches it',
          span: document.at(service),
          help: 'add `[[services.ports]]` with a `port`',
        })
  },
}
