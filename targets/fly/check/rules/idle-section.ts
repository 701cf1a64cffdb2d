import { type FlyRule, groupsOf, tableAt, tablesAt, textsAt } from '../fly-rule.js'
import { isTable } from '../table.js'

/** A section that is for no process group that there is has no effect. */
export const idleSection: FlyRule = {
  code: 'fly/idle-section',
  severity: 'warning',
  summary: 'a section is for process groups that there are',
  why: 'flyctl passes over checks, mounts, files, metrics and sizes of groups that there are not (flyctl, internal/appconfig/processgroups.go).',
  bad: 'app = "shop"\n\n[[vm]]\nsize = "shared-cpu-1x"\nprocesses = ["worker"]\n',
  good: 'app = "shop"\n\n[processes]\nworker = "node worker.js"\n\n[[vm]]\nsize = "shared-cpu-1x"\nprocesses = ["worker"]\n',
  check(config, say) {
    const groups = groupsOf(config)
    const sections = ['mounts', 'files', 'metrics', 'vm'].flatMap((key) => tablesAt(config.root, key))
    const checks = Object.values(tableAt(config.root, 'checks') ?? {}).filter(isTable)
    for (const section of [...sections, ...checks])
      for (const name of textsAt(section, 'processes').filter((own) => !groups.includes(own)))
        say({
          message: `there is no process group \`${name}\`, so that this has no effect`,
          span: config.document.at(section, 'processes'),
          help: `there is ${groups.map((group) => `\`${group}\``).join(', ')}`,
        })
  },
}
