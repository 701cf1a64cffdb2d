import type { Edit } from '../../../diagnostic.js'
import type { Document } from '../../document.js'
import { entryPlace } from '../../edits/entry-place.js'
import { removeEntry } from '../../edits/remove-entry.js'
import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

/** `ports` is the present form of `port` (KubeVela webservice, `port`). */
export const deprecatedPort: ManifestRule = {
  code: 'container/deprecated-port',
  severity: 'warning',
  scope: 'manifest',
  summary: 'a container has `ports` and no `port`',
  why: '`port` is the old form (KubeVela webservice: "Deprecated field, please use ports instead"), and counts for nothing beside `ports`.',
  bad: web('port: 8080'),
  good: web(`
    ports:
      - port: 8080
  `),
  check({ app, document }, say) {
    for (const { properties } of app.spec.components.filter(isContainer)) {
      const { port, ports } = properties
      if (port === undefined) continue
      const edits = ports === undefined ? listed(document, properties) : removed(document, properties)
      say({
        message: ports === undefined ? '`port` is the old form of `ports`' : '`port` counts for nothing beside `ports`',
        span: document.at(properties, 'port', 'key'),
        help: ports === undefined ? 'write it as an entry of `ports`' : 'remove it',
        ...(edits && { edits }),
      })
    }
  },
}

function listed(document: Document, properties: object): Edit[] | undefined {
  const place = entryPlace(document, properties, 'port')
  if (place === undefined) return undefined
  const { text, flow, keyStart, valueStart, valueEnd, newline, column, quoted } = place
  const number = text.slice(valueStart, valueEnd)
  const entry = flow
    ? `${quoted('ports')}: [{${quoted('port')}: ${number}}]`
    : `${quoted('ports')}:${newline}${' '.repeat(column + 2)}- ${quoted('port')}: ${number}`
  return [{ span: { source: document.source, start: keyStart, end: valueEnd }, text: entry }]
}

function removed(document: Document, properties: object): Edit[] | undefined {
  const edit = removeEntry(document, properties, 'port')
  return edit && [edit]
}
