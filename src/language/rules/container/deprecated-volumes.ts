import type { Edit } from '../../../diagnostic.js'
import type { Volume, VolumeMounts } from '../../../generated/application.js'
import type { Document } from '../../document.js'
import { removeEntry } from '../../edits/remove-entry.js'
import { replaceEntry } from '../../edits/replace-entry.js'
import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

/** `volumeMounts` is the present form of `volumes` (KubeVela webservice, `volumes`). */
export const deprecatedVolumes: ManifestRule = {
  code: 'container/deprecated-volumes',
  severity: 'warning',
  scope: 'manifest',
  summary: 'a container has `volumeMounts` and no `volumes`',
  why: '`volumes` is the old form (KubeVela webservice: "Deprecated field, use volumeMounts instead"), and counts for nothing beside `volumeMounts`.',
  bad: web(`
    volumes:
      - name: cache
        mountPath: /var/cache
  `),
  good: web(`
    volumeMounts:
      emptyDir:
        - name: cache
          mountPath: /var/cache
  `),
  check({ app, document }, say) {
    for (const { properties } of app.spec.components.filter(isContainer)) {
      const { volumes, volumeMounts } = properties
      // what has no source cannot be written in the new form, and is an error
      if (volumes === undefined || volumes.some((volume) => newForm(volume) === undefined)) continue
      const edits = volumeMounts === undefined ? moved(document, properties, volumes) : removed(document, properties)
      say({
        message:
          volumeMounts === undefined ? '`volumes` is the old form of `volumeMounts`' : '`volumes` counts for nothing beside `volumeMounts`',
        span: document.at(properties, 'volumes', 'key'),
        help:
          volumeMounts === undefined
            ? 'write each volume below its kind in `volumeMounts`'
            : 'move what is missing to `volumeMounts`, and remove it',
        ...(edits && { edits }),
      })
    }
  },
}

function moved(document: Document, properties: object, volumes: readonly Volume[]): Edit[] | undefined {
  const value: { [kind in keyof VolumeMounts]: object[] } = {}
  for (const volume of volumes) {
    const { type = 'emptyDir' } = volume
    const entry = newForm(volume)
    // a field of another type has no place in the new form
    if (entry === undefined || Object.keys(volume).some((key) => key !== 'type' && !Object.hasOwn(entry, key))) return undefined
    value[type] = [...(value[type] ?? []), entry]
  }
  const edit = replaceEntry(document, properties, 'volumes', { key: 'volumeMounts', value })
  return edit && [edit]
}

function removed(document: Document, properties: object): Edit[] | undefined {
  const edit = removeEntry(document, properties, 'volumes')
  return edit && [edit]
}

/** The fields that the type of a volume reads; nothing where it lacks its source. */
function newForm({
  type = 'emptyDir',
  name,
  mountPath,
  claimName,
  cmName,
  secretName,
  defaultMode,
  items,
  medium,
}: Volume): object | undefined {
  const base = { name, mountPath }
  const files = { ...(defaultMode !== undefined && { defaultMode }), ...(items !== undefined && { items }) }
  switch (type) {
    case 'pvc':
      return claimName === undefined ? undefined : { ...base, claimName }
    case 'configMap':
      return cmName === undefined ? undefined : { ...base, cmName, ...files }
    case 'secret':
      return secretName === undefined ? undefined : { ...base, secretName, ...files }
    case 'emptyDir':
      return { ...base, ...(medium !== undefined && { medium }) }
  }
}
