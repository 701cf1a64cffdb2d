import type { Edit } from '../../../diagnostic.js'
import type { LinkProperties } from '../../../generated/application.js'
import { traitsOf } from '../../../lattice/traits-of.js'
import type { Document } from '../../document.js'
import { entryPlace } from '../../edits/entry-place.js'
import { nestEntry } from '../../edits/nest-entry.js'
import { removeEntry } from '../../edits/remove-entry.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const linked = (target: string): string =>
  components(`
    - name: store
      type: capability
      properties:
        image: ghcr.io/acme/store:1.0.0
    - name: api
      type: component
      properties:
        image: ghcr.io/acme/api:1.0.0
      traits:
        - type: spreadscaler
          properties:
            instances: 1
        - type: link
          properties:
            target: ${target}
            namespace: wasi
            package: keyvalue
            interfaces: [store]
  `)

/** The target of a link is an object with a name, and its configuration stands there (wadm-types `LinkProperty`, since 0.13). */
export const deprecatedTarget: ManifestRule = {
  code: 'link/deprecated-target',
  severity: 'warning',
  scope: 'manifest',
  summary: 'the `target` of a link is an object with a `name`',
  why: 'A plain name is the form from before wadm 0.13, and `target_config` beside it belongs to `target.config` (wadm-types `LinkProperty`; validation.rs rule 27 warns).',
  bad: linked('store'),
  good: linked('{name: store}'),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const { properties } of traitsOf(component, 'link')) {
        const { target, target_config } = properties
        if (typeof target !== 'string') continue
        const edits = target_config === undefined ? nameOnly(document, properties) : withConfig(document, properties)
        say({
          message:
            target_config === undefined
              ? 'a `target` that is a plain name is the old form'
              : '`target` and `target_config` are the old form of one object',
          span: document.at(properties, 'target'),
          ...(target_config !== undefined && {
            related: [{ span: document.at(properties, 'target_config', 'key'), message: 'its configuration stands here' }],
          }),
          help: target_config === undefined ? 'write it as `target.name`' : 'write them as `target.name` and `target.config`',
          ...(edits && { edits }),
        })
      }
    }
  },
}

function nameOnly(document: Document, properties: LinkProperties): Edit[] | undefined {
  const place = entryPlace(document, properties, 'target')
  if (place === undefined) return undefined
  const { text, flow, keyEnd, valueStart, valueEnd, newline, column, quoted } = place
  const name = text.slice(valueStart, valueEnd)
  const replacement = flow ? `: {${quoted('name')}: ${name}}` : `:${newline}${' '.repeat(column + 2)}${quoted('name')}: ${name}`
  return [{ span: { source: document.source, start: keyEnd, end: valueEnd }, text: replacement }]
}

/** The name moves to its configuration, and not the other way, so that comments in the configuration stay where they are. */
function withConfig(document: Document, properties: LinkProperties): Edit[] | undefined {
  const place = entryPlace(document, properties, 'target')
  const removed = removeEntry(document, properties, 'target')
  if (place === undefined || removed === undefined) return undefined
  const name = place.text.slice(place.valueStart, place.valueEnd)
  const nested = name.includes('\n')
    ? undefined
    : nestEntry(document, properties, 'target_config', { outer: 'target', inner: 'config', beside: { key: 'name', value: name } })
  return nested && [removed, ...nested]
}
