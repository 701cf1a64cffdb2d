import { nearest } from '../../../../src/language/suggest.js'
import { type FlyRule, groupsOf, servicesOf, tablesAt, textsAt } from '../fly-rule.js'

/** Services and restart policies name process groups that there are (flyctl, `validation.go`). */
export const unknownProcess: FlyRule = {
  code: 'fly/unknown-process',
  severity: 'error',
  summary: 'a service or restart policy is for process groups that there are',
  why: 'flyctl refuses a name that is none of those under `processes`; without that section there is `app` alone (flyctl, internal/appconfig/validation.go).',
  bad: 'app = "shop"\n\n[processes]\nweb = "node server.js"\n\n[http_service]\ninternal_port = 8080\nprocesses = ["wbe"]\n',
  good: 'app = "shop"\n\n[processes]\nweb = "node server.js"\n\n[http_service]\ninternal_port = 8080\nprocesses = ["web"]\n',
  check(config, say) {
    const groups = groupsOf(config)
    for (const section of [...servicesOf(config), ...tablesAt(config.root, 'restart')]) {
      for (const name of textsAt(section, 'processes')) {
        if (groups.includes(name)) continue
        const near = nearest(name, groups)
        say({
          message: `there is no process group \`${name}\``,
          span: config.document.at(section, 'processes'),
          ...(near === undefined
            ? { help: `there is ${groups.map((group) => `\`${group}\``).join(', ')}` }
            : { label: `did you mean \`${near}\`?` }),
        })
      }
    }
  },
}
