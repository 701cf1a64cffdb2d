import { type FlyRule, tableAt, tablesAt, textAt } from '../fly-rule.js'

/** A volume belongs to one machine, so that no second one can stand beside it during a deployment. */
export const strategyWithVolume: FlyRule = {
  code: 'fly/strategy-with-volume',
  severity: 'error',
  summary: 'an app with volumes is deployed rolling or immediate',
  why: 'The strategies canary and bluegreen start new machines beside the old ones, which have the volumes (https://fly.io/docs/reference/configuration/#picking-a-deployment-strategy). flyctl itself refuses canary alone.',
  bad: 'app = "shop"\n\n[deploy]\nstrategy = "canary"\n\n[[mounts]]\nsource = "data"\ndestination = "/data"\n',
  good: 'app = "shop"\n\n[deploy]\nstrategy = "rolling"\n\n[[mounts]]\nsource = "data"\ndestination = "/data"\n',
  check({ document, root }, say) {
    const deploy = tableAt(root, 'deploy')
    const strategy = deploy && textAt(deploy, 'strategy')
    const mounts = root['mounts']
    if (deploy === undefined || (strategy !== 'canary' && strategy !== 'bluegreen') || tablesAt(root, 'mounts').length === 0) return
    say({
      message: `strategy \`${strategy}\` cannot deploy an app with volumes`,
      span: document.at(deploy, 'strategy'),
      related: Array.isArray(mounts) ? [{ span: document.at(root, 'mounts', 'key'), message: 'the volume is mounted here' }] : [],
      help: '`rolling` replaces one machine after the other, `immediate` all at once',
    })
  },
}
