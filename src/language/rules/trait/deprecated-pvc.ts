import type { Edit } from '../../../diagnostic.js'
import type { Component, PvcTrait } from '../../../generated/application.js'
import { traitsOf } from '../../../lattice/traits-of.js'
import type { Document } from '../../document.js'
import { replaceEntry } from '../../edits/replace-entry.js'
import { replaceScalar } from '../../edits/replace-scalar.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

/** `storage` is the present form of the trait `pvc` (KubeVela, built-in traits). */
export const deprecatedPvc: ManifestRule = {
  code: 'trait/deprecated-pvc',
  severity: 'warning',
  scope: 'manifest',
  summary: 'claims of storage stand in the trait `storage`',
  why: '`pvc` is the old form, which KubeVela no longer has among its built-in traits.',
  bad: web(
    '',
    `
    - type: pvc
      properties:
        claimName: web-data
        volumesToMount:
          - name: data
            mountPath: /data
  `,
  ),
  good: web(
    '',
    `
    - type: storage
      properties:
        pvc:
          - name: web-data
            mountPath: /data
  `,
  ),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const trait of traitsOf(component, 'pvc')) {
        const edits = moved(document, component, trait)
        say({
          message: '`pvc` is the old form of `storage`',
          span: document.at(trait, 'type'),
          help: 'write it as an entry of `pvc` in the trait `storage`',
          ...(edits && { edits }),
        })
      }
    }
  },
}

/** The volume gets the name `pvc-<claim>`; where another container mounts it by its name, or it is mounted several times, a person must decide. */
function moved(document: Document, component: Component, trait: PvcTrait): Edit[] | undefined {
  const { claimName, volumesToMount, ...claim } = trait.properties
  const [mount, another] = volumesToMount
  const isShared = traitsOf(component, 'sidecar', 'init-container').some((other) =>
    ((other.type === 'sidecar' ? other.properties.volumes : other.properties.extraVolumeMounts) ?? []).some(
      ({ name }) => name === mount?.name,
    ),
  )
  if (mount?.mountPath === undefined || mount.devicePath !== undefined || another !== undefined || isShared) return undefined
  const properties = replaceEntry(document, trait, 'properties', {
    key: 'properties',
    value: { pvc: [{ name: claimName, mountPath: mount.mountPath, ...claim }] },
  })
  return properties && [replaceScalar(document.at(trait, 'type'), 'storage'), properties]
}
