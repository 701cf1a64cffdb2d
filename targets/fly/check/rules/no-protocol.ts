import { type FlyRule, tablesAt } from '../fly-rule.js'

/** A service says whether it is TCP or UDP. */
export const noProtocol: FlyRule = {
  code: 'fly/no-protocol',
  severity: 'warning',
  summary: 'a service says whether it is tcp or udp',
  why: 'No default is documented (https://fly.io/docs/reference/configuration/#the-services-sections), and flyctl hands on what is there.',
  bad: 'app = "shop"\n\n[[services]]\ninternal_port = 5432\n\n[[services.ports]]\nport = 5432\n',
  good: 'app = "shop"\n\n[[services]]\nprotocol = "tcp"\ninternal_port = 5432\n\n[[services.ports]]\nport = 5432\n',
  check({ document, root }, say) {
    for (const service of tablesAt(root, 'services'))
      if (!('protocol' in service)) say({ message: 'service has no protocol', span: document.at(service), help: 'add `protocol = "tcp"`' })
  },
}
