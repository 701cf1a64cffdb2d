import { type FlyRule, tableAt } from '../fly-rule.js'

/** Environment variables are texts; flyctl writes tables and lists as Go prints them. */
export const envNotText: FlyRule = {
  code: 'fly/env-not-text',
  severity: 'warning',
  summary: 'the value of an environment variable is a text',
  why: 'Values are texts (https://fly.io/docs/reference/configuration/#the-env-variables-section). flyctl turns numbers and booleans into them, and writes `[a b]` or `map[a:1]` for a list or a table.',
  bad: 'app = "shop"\n\n[env]\nHOSTS = ["a", "b"]\n',
  good: 'app = "shop"\n\n[env]\nHOSTS = "a,b"\n',
  check({ document, root }, say) {
    const env = tableAt(root, 'env')
    for (const [name, value] of Object.entries(env ?? {}))
      if (env !== undefined && typeof value === 'object')
        say({
          message: `environment variable \`${name}\` is ${Array.isArray(value) ? 'a list' : 'a table'}`,
          span: document.at(env, name),
          help: 'write it as one text',
        })
  },
}
