import { traitsOf } from '../../../lattice/traits-of.js'
import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const stored = (data: string): string =>
  web(
    '',
    `
    - type: storage
      properties:
        secret:
          - name: tokens
            mountPath: /tokens
            ${data}
  `,
  )

/** A secret is a reference and never a value of the manifest. */
export const inlineSecret: ManifestRule = {
  code: 'container/inline-secret',
  severity: 'warning',
  scope: 'manifest',
  summary: 'a manifest holds no data of secrets',
  why: 'Everyone who can read the manifest can read the secret, and no target of mc prints it. A secret that is made elsewhere is used by its name, with `mountOnly` (KubeVela `storage`).',
  bad: stored('stringData: {api: t0ken}'),
  good: stored('mountOnly: true'),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isContainer)) {
      for (const secret of traitsOf(component, 'storage').flatMap(({ properties }) => properties?.secret ?? [])) {
        for (const key of ['stringData', 'data'] as const) {
          if (secret[key] === undefined || Object.keys(secret[key]).length === 0) continue
          say({
            message: `the data of the secret \`${secret.name}\` stands in the manifest, and no target prints it`,
            span: document.at(secret, key, 'key'),
            help: `make the secret elsewhere, and remove \`${key}\``,
          })
        }
      }
    }
  },
}
