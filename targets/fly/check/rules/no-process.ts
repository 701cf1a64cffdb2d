import { type FlyRule, servicesOf, tableAt, textsAt } from '../fly-rule.js'

/** With process groups, every service says which of them it is for (flyctl, `validateServicesSection`). */
export const noProcess: FlyRule = {
  code: 'fly/no-process',
  severity: 'error',
  summary: 'where there are process groups, every service names those that it is for',
  why: 'flyctl refuses a service without `processes` as soon as the file has a section `processes` (flyctl, internal/appconfig/validation.go).',
  bad: 'app = "shop"\n\n[processes]\nweb = "node server.js"\n\n[http_service]\ninternal_port = 8080\n',
  good: 'app = "shop"\n\n[processes]\nweb = "node server.js"\n\n[http_service]\ninternal_port = 8080\nprocesses = ["web"]\n',
  check(config, say) {
    const groups = Object.keys(tableAt(config.root, 'processes') ?? {})
    if (groups.length === 0) return
    for (const service of servicesOf(config)) {
      if (textsAt(service, 'processes').length > 0) continue
      say({
        message: 'service names no process group, and the app has some',
        span: config.document.at(service),
        help: `add \`processes = [${groups
          .slice(0, 1)
          .map((group) => JSON.stringify(group))
          .join()}]\``,
      })
    }
  },
}
