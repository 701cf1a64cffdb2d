import { type FlyRule, tableAt } from '../fly-rule.js'

/** Names of environment variables that begin with FLY_ are the platform's. */
export const reservedEnv: FlyRule = {
  code: 'fly/reserved-env',
  severity: 'error',
  summary: 'no environment variable begins with FLY_',
  why: 'These names are the platform’s own (https://fly.io/docs/reference/configuration/#the-env-variables-section).',
  bad: 'app = "shop"\n\n[env]\nFLY_REGION = "ams"\n',
  good: 'app = "shop"\n\n[env]\nREGION = "ams"\n',
  check({ document, root }, say) {
    const env = tableAt(root, 'env')
    for (const name of Object.keys(env ?? {}))
      if (env !== undefined && name.startsWith('FLY_'))
        say({
          message: `environment variable \`${name}\` begins with FLY_, as those of the platform do`,
          span: document.at(env, name, 'key'),
        })
  },
}
