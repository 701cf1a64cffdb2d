import { type FlyRule, groupsFor, tablesAt } from '../fly-rule.js'

/** A machine has one volume. */
export const secondMount: FlyRule = {
  code: 'fly/second-mount',
  severity: 'error',
  summary: 'the machines of a process group mount one volume',
  why: 'A machine mounts one volume at a time (https://fly.io/docs/volumes/overview/). flyctl finds a second mount of a group when it deploys.',
  bad: 'app = "shop"\n\n[[mounts]]\nsource = "data"\ndestination = "/data"\n\n[[mounts]]\nsource = "logs"\ndestination = "/logs"\n',
  good: 'app = "shop"\n\n[[mounts]]\nsource = "data"\ndestination = "/data"\n',
  check(config, say) {
    const first = new Map<string, object>()
    for (const mount of tablesAt(config.root, 'mounts'))
      for (const group of groupsFor(config, mount)) {
        const before = first.get(group)
        if (before === undefined) first.set(group, mount)
        else
          say({
            message: `machines of \`${group}\` mount a second volume`,
            span: config.document.at(mount),
            related: [{ span: config.document.at(before), message: 'this is the first' }],
            help: 'keep both on one volume, in folders of it, or give each to a process group of its own',
          })
      }
  },
}
