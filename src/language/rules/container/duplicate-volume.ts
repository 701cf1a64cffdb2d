import { type PlacedVolume, volumesOf } from '../../container/volumes-of.js'
import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const mounting = (second: string): string =>
  web(`
    volumeMounts:
      emptyDir:
        - name: data
          mountPath: /scratch
      pvc:
        - name: ${second}
          mountPath: /data
          claimName: web-data
  `)

/** Volumes of one component that hold different things have different names (Kubernetes, Pod `volumes`). */
export const duplicateVolume: ManifestRule = {
  code: 'container/duplicate-volume',
  severity: 'error',
  scope: 'manifest',
  summary: 'volumes of one component have different names, unless they are the same',
  why: 'KubeVela keeps the first of one name (webservice, `deDupVolumesArray`), so that the second path shows the wrong data; Kubernetes refuses two.',
  bad: mounting('data'),
  good: mounting('claim'),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isContainer)) {
      const first = new Map<string, PlacedVolume>()
      for (const volume of volumesOf(component)) {
        const before = first.get(volume.name)
        if (before === undefined) first.set(volume.name, volume)
        if (before === undefined || before.source === volume.source) continue
        say({
          message: `\`${component.name}\` has another volume \`${volume.name}\``,
          span: document.at(volume.entry, volume.nameKey),
          related: [{ span: document.at(before.entry, before.nameKey), message: 'the first one stands here' }],
          help: 'choose another name',
        })
      }
    }
  },
}
