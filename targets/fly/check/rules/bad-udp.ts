import { type FlyRule, numberAt, tablesAt, textAt } from '../fly-rule.js'

/** What a UDP service cannot have (https://fly.io/docs/networking/udp-and-tcp/). */
export const badUdp: FlyRule = {
  code: 'fly/bad-udp',
  severity: 'error',
  summary: 'a UDP service has the same port inside and outside, and no handlers',
  why: 'Packets keep their port on the way to the machine (https://fly.io/docs/networking/udp-and-tcp/), and handlers are for connections: they stay unset for UDP (https://fly.io/docs/reference/configuration/#services-ports).',
  bad: 'app = "shop"\n\n[[services]]\nprotocol = "udp"\ninternal_port = 5353\n\n[[services.ports]]\nport = 53\n',
  good: 'app = "shop"\n\n[[services]]\nprotocol = "udp"\ninternal_port = 53\n\n[[services.ports]]\nport = 53\n',
  check({ document, root }, say) {
    for (const service of tablesAt(root, 'services')) {
      if (textAt(service, 'protocol') !== 'udp') continue
      const inside = numberAt(service, 'internal_port')
      for (const port of tablesAt(service, 'ports')) {
        const outside = numberAt(port, 'port')
        if (outside !== undefined && inside !== undefined && outside !== inside)
          say({
            message: `UDP port ${outside} cannot lead to port ${inside}`,
            span: document.at(port, 'port'),
            related: [{ span: document.at(service, 'internal_port'), message: 'packets arrive at the port that they were sent to' }],
            help: `let the app listen on fly-global-services:${outside}, and write \`internal_port = ${outside}\``,
          })
        if (Array.isArray(port['handlers']) && port['handlers'].length > 0)
          say({ message: 'a UDP port has no handlers', span: document.at(port, 'handlers'), help: 'leave `handlers` out' })
      }
    }
  },
}
