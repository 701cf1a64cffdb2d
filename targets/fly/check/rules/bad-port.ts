import { type FlyRule, numberAt, servicesOf, tablesAt, textsAt } from '../fly-rule.js'

/** A port of a service is one port or a range, and its options fit its handlers (https://fly.io/docs/networking/services/). */
export const badPort: FlyRule = {
  code: 'fly/bad-port',
  severity: 'error',
  summary: 'a port of a service is one port or a range from low to high, and sends to HTTPS only where it speaks HTTP',
  why: 'Each `services.ports` has `port`, or `start_port` and `end_port` (https://fly.io/docs/reference/configuration/#services-ports). A deployment fails where `force_https` stands beside other handlers than `http` (https://fly.io/docs/networking/services/#http-to-https-redirects).',
  bad: 'app = "shop"\n\n[[services]]\nprotocol = "tcp"\ninternal_port = 8080\n\n[[services.ports]]\nport = 5432\nforce_https = true\n',
  good: 'app = "shop"\n\n[[services]]\nprotocol = "tcp"\ninternal_port = 8080\n\n[[services.ports]]\nport = 80\nhandlers = ["http"]\nforce_https = true\n',
  check(config, say) {
    const { document } = config
    for (const port of servicesOf(config).flatMap((service) => tablesAt(service, 'ports'))) {
      const [from, to] = [numberAt(port, 'start_port'), numberAt(port, 'end_port')]
      if (!['port', 'start_port', 'end_port'].some((key) => key in port))
        say({ message: 'port of a service has no `port`', span: document.at(port), help: 'add `port`, or `start_port` and `end_port`' })
      else if ('port' in port && ('start_port' in port || 'end_port' in port))
        say({ message: '`port` and a range exclude each other', span: document.at(port, 'port'), help: 'keep one of them' })
      if (from !== undefined && to !== undefined && from > to)
        say({ message: `range ends before it begins: ${from} to ${to}`, span: document.at(port, 'end_port') })
      if (port['force_https'] === true && !textsAt(port, 'handlers').includes('http'))
        say({
          message: '`force_https` needs the handler `http`',
          span: document.at(port, 'force_https', 'key'),
          help: 'add `handlers = ["http"]`, or leave `force_https` out',
        })
    }
  },
}
