import { type FlyRule, groupsFor, tableAt } from '../fly-rule.js'
import { isTable } from '../table.js'

/** A check knows its port. */
export const noCheckPort: FlyRule = {
  code: 'fly/no-check-port',
  severity: 'error',
  summary: 'a check has a port, or its process group has an http_service to take it from',
  why: 'flyctl takes the port of `http_service` of the same process group, and ends the deployment where there is none (flyctl, internal/appconfig/machines.go; https://fly.io/docs/reference/configuration/#the-checks-section).',
  bad: 'app = "shop"\n\n[checks.alive]\ntype = "tcp"\n',
  good: 'app = "shop"\n\n[checks.alive]\ntype = "tcp"\nport = 8080\n',
  check(config, say) {
    const { document, root } = config
    const http = tableAt(root, 'http_service')
    const served = http === undefined ? [] : groupsFor(config, http)
    for (const [name, check] of Object.entries(tableAt(root, 'checks') ?? {})) {
      if (!isTable(check) || 'port' in check) continue
      const lacking = groupsFor(config, check).find((group) => !served.includes(group))
      if (lacking !== undefined)
        say({
          message: `check \`${name}\` has no port, and process group \`${lacking}\` has no http_service to take it from`,
          span: document.at(check),
          help: 'add `port`',
        })
    }
  },
}
