import { type FlyRule, servicesOf, tableAt, tablesAt, textAt } from '../fly-rule.js'

/** A bluegreen deployment waits for checks. */
export const noCheckForBluegreen: FlyRule = {
  code: 'fly/no-check-for-bluegreen',
  severity: 'error',
  summary: 'strategy bluegreen has a health check to wait for',
  why: 'Traffic moves to the new machines when their checks pass; without one flyctl ends the deployment (https://fly.io/docs/reference/configuration/#picking-a-deployment-strategy).',
  bad: 'app = "shop"\n\n[deploy]\nstrategy = "bluegreen"\n\n[http_service]\ninternal_port = 8080\n',
  good: 'app = "shop"\n\n[deploy]\nstrategy = "bluegreen"\n\n[http_service]\ninternal_port = 8080\n\n[[http_service.checks]]\npath = "/"\n',
  check(config, say) {
    const { document, root } = config
    const deploy = tableAt(root, 'deploy')
    if (deploy === undefined || textAt(deploy, 'strategy') !== 'bluegreen') return
    const ofServices = servicesOf(config).some((service) =>
      ['checks', 'tcp_checks', 'http_checks'].some((key) => tablesAt(service, key).length > 0),
    )
    if (ofServices || Object.keys(tableAt(root, 'checks') ?? {}).length > 0) return
    say({
      message: 'strategy `bluegreen` has no health check to wait for',
      span: document.at(deploy, 'strategy'),
      help: 'add a check to the service, such as `[[http_service.checks]]`, or use the strategy `rolling`',
    })
  },
}
