import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const good = components(`
    - name: web
      type: webservice
      properties:
        image: ghcr.io/acme/web:1.0.0
`)
const withVersion = (version: string): string => good.replace('name: shop\n', `name: shop\n  annotations:\n    version: ${version}\n`)

/** A version is not called `latest` (wadm 0.21 validation.rs rule 2). */
export const latestVersion: ManifestRule = {
  code: 'schema/latest-version',
  severity: 'error',
  scope: 'manifest',
  summary: 'the version of an application is not `latest`',
  why: 'wadm 0.21 refuses it (validation.rs rule 2): `latest` is how a deployment asks for the newest version, whatever its name.',
  bad: withVersion('latest'),
  good: withVersion('v1.0.0'),
  check({ app, document }, say) {
    const { annotations } = app.metadata
    if (annotations?.['version'] !== 'latest') return
    say({
      message: 'a version cannot be called `latest`',
      span: document.at(annotations, 'version'),
      help: 'name the version, or leave the annotation out: it then gets a new one with every put',
    })
  },
}
