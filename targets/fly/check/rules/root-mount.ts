import { type FlyRule, tablesAt, textAt } from '../fly-rule.js'

/** The root belongs to the image. */
export const rootMount: FlyRule = {
  code: 'fly/root-mount',
  severity: 'error',
  summary: 'a volume is mounted at a folder, not at the root',
  why: 'The root file system comes from the image and stands at `/` (https://fly.io/docs/reference/configuration/#the-mounts-section).',
  bad: 'app = "shop"\n\n[[mounts]]\nsource = "data"\ndestination = "/"\n',
  good: 'app = "shop"\n\n[[mounts]]\nsource = "data"\ndestination = "/data"\n',
  check({ document, root }, say) {
    for (const mount of tablesAt(root, 'mounts'))
      if (/^\/+$/.test(textAt(mount, 'destination') ?? ''))
        say({
          message: 'a volume cannot be mounted at `/`',
          span: document.at(mount, 'destination'),
          help: 'name a folder, such as `/data`',
        })
  },
}
