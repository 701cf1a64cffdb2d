import type { FlyRule } from '../fly-rule.js'

/** The app is named where its configuration stands. */
export const noApp: FlyRule = {
  code: 'fly/no-app',
  severity: 'warning',
  summary: 'fly.toml names its app',
  why: 'The name comes first in the file (https://fly.io/docs/reference/configuration/#the-app-name); without it every flyctl command needs `--app`.',
  bad: 'primary_region = "ams"\n',
  good: 'app = "shop"\nprimary_region = "ams"\n',
  check({ document, root }, say) {
    if (!('app' in root))
      say({ message: 'file does not name its app', span: { source: document.source, start: 0, end: 0 }, help: 'begin it with `app = "…"`' })
  },
}
