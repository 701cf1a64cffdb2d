import { mountsOf, type PlacedMount } from '../../container/mounts-of.js'
import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const mounting = (second: string): string =>
  web(`
    volumeMounts:
      emptyDir:
        - name: cache
          mountPath: /var/cache
      pvc:
        - name: data
          mountPath: ${second}
          claimName: web-data
  `)

/** A container has one mount at a path (Kubernetes, Container `volumeMounts`). */
export const duplicateMountPath: ManifestRule = {
  code: 'container/duplicate-mount-path',
  severity: 'error',
  scope: 'manifest',
  summary: 'mounts of one container have different paths',
  why: 'One would hide the other; Kubernetes refuses it (Container, `volumeMounts`: "must be unique"), and so does Compose.',
  bad: mounting('/var/cache'),
  good: mounting('/var/data'),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isContainer)) {
      for (const mounts of mountsOf(component)) {
        const first = new Map<string, PlacedMount['place']>()
        for (const { path, place } of mounts) {
          const key = path.replace(/(?<=.)\/+$/, '')
          const before = first.get(key)
          if (before === undefined) first.set(key, place)
          else {
            say({
              message: `something is mounted at \`${path}\` already`,
              span: document.at(place.parent, place.key),
              related: [{ span: document.at(before.parent, before.key), message: 'the first mount stands here' }],
            })
          }
        }
      }
    }
  },
}
