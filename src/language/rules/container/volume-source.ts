import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

/** A volume of the old form names what it holds (KubeVela webservice, `volumes`). */
export const volumeSource: ManifestRule = {
  code: 'container/volume-source',
  severity: 'error',
  scope: 'manifest',
  summary: 'an entry of `volumes` of the type `pvc`, `configMap` or `secret` has its `claimName`, `cmName` or `secretName`',
  why: 'There is nothing to mount otherwise; KubeVela refuses the manifest (webservice, `volumes`).',
  bad: web(`
    volumes:
      - name: data
        mountPath: /data
        type: pvc
  `),
  good: web(`
    volumeMounts:
      pvc:
        - name: data
          mountPath: /data
          claimName: web-data
  `),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isContainer)) {
      for (const volume of component.properties.volumes ?? []) {
        const { type = 'emptyDir' } = volume
        if (type === 'emptyDir') continue
        const key = keys[type]
        if (volume[key] !== undefined) continue
        say({
          message: `the volume \`${volume.name}\` of the type \`${type}\` lacks \`${key}\``,
          span: document.at(volume, 'name'),
          help: `add \`${key}\``,
        })
      }
    }
  },
}

const keys = { pvc: 'claimName', configMap: 'cmName', secret: 'secretName' } as const
