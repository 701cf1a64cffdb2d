import { mountsOf } from '../../container/mounts-of.js'
import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const mounting = (path: string): string =>
  web(`
    volumeMounts:
      emptyDir:
        - name: cache
          mountPath: ${path}
  `)

/** A mount has an absolute path (Compose, services.volumes; Kubernetes, Container `volumeMounts`). */
export const relativeMountPath: ManifestRule = {
  code: 'container/relative-mount-path',
  severity: 'error',
  scope: 'manifest',
  summary: 'the path of a mount begins with `/`',
  why: 'Docker and Compose refuse a path that is not absolute, and Kubernetes takes it from the root, whatever the working directory is.',
  bad: mounting('cache'),
  good: mounting('/cache'),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isContainer)) {
      for (const { path, place } of mountsOf(component).flat()) {
        // a drive letter begins an absolute path in a container of Windows
        if (/^(\/|[A-Za-z]:[\\/])/.test(path)) continue
        say({
          message: path === '' ? 'the path of this mount is empty' : `the path \`${path}\` of this mount is not absolute`,
          span: document.at(place.parent, place.key),
          help: 'begin it with `/`',
        })
      }
    }
  },
}
