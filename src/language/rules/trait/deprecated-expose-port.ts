import { traitsOf } from '../../../lattice/traits-of.js'
import { removeEntry } from '../../edits/remove-entry.js'
import { replaceEntry } from '../../edits/replace-entry.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const exposed = (ports: string): string =>
  web(
    '',
    `
    - type: expose
      properties:
        ${ports}
  `,
  )

/** `ports` is the present form of `port` (KubeVela `expose`). */
export const deprecatedExposePort: ManifestRule = {
  code: 'trait/deprecated-expose-port',
  severity: 'warning',
  scope: 'manifest',
  summary: 'the trait `expose` has `ports` and no `port`',
  why: '`port` is the old form (KubeVela `expose`: "Deprecated, the old way to specify the exposion ports"), and counts for nothing beside `ports`.',
  bad: exposed('port: [8080]'),
  good: exposed('ports: [{port: 8080}]'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const { properties } of traitsOf(component, 'expose')) {
        if (properties?.port === undefined) continue
        const { port, ports } = properties
        const edit =
          ports === undefined
            ? replaceEntry(document, properties, 'port', { key: 'ports', value: port.map((number) => ({ port: number })) })
            : removeEntry(document, properties, 'port')
        say({
          message: ports === undefined ? '`port` is the old form of `ports`' : '`port` counts for nothing beside `ports`',
          span: document.at(properties, 'port', 'key'),
          help: ports === undefined ? 'write each number as an entry of `ports`' : 'remove it',
          ...(edit && { edits: [edit] }),
        })
      }
    }
  },
}
