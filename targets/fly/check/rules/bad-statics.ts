import { type FlyRule, tablesAt, textAt } from '../fly-rule.js'

/** Statics are at most ten, each under a prefix of its own. */
export const badStatics: FlyRule = {
  code: 'fly/bad-statics',
  severity: 'error',
  summary: 'there are at most ten statics, each with a prefix of its own',
  why: 'An app has up to ten mappings, and of two with the same prefix one is honoured (https://fly.io/docs/reference/configuration/#the-statics-sections).',
  bad: 'app = "shop"\n\n[[statics]]\nguest_path = "/app/public"\nurl_prefix = "/public"\n\n[[statics]]\nguest_path = "/app/other"\nurl_prefix = "/public"\n',
  good: 'app = "shop"\n\n[[statics]]\nguest_path = "/app/public"\nurl_prefix = "/public"\n\n[[statics]]\nguest_path = "/app/other"\nurl_prefix = "/other"\n',
  check({ document, root }, say) {
    const statics = tablesAt(root, 'statics')
    const eleventh = statics[10]
    if (eleventh !== undefined) say({ message: `${statics.length} statics are more than ten`, span: document.at(eleventh) })
    const seen = new Set<string>()
    for (const own of statics) {
      const prefix = textAt(own, 'url_prefix')
      if (prefix !== undefined && seen.has(prefix))
        say({ message: `prefix \`${prefix}\` is taken already`, span: document.at(own, 'url_prefix') })
      if (prefix !== undefined) seen.add(prefix)
    }
  },
}
