import { traitsOf } from '../../../lattice/traits-of.js'
import { volumesOf } from '../../container/volumes-of.js'
import { replaceScalar } from '../../edits/replace-scalar.js'
import { isContainer } from '../../is-container.js'
import { listWords, nearest } from '../../suggest.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const mounting = (name: string): string =>
  web(
    `
    volumeMounts:
      emptyDir:
        - name: logs
          mountPath: /var/log/web
  `,
    `
    - type: sidecar
      properties:
        name: shipper
        image: ghcr.io/acme/shipper:1.0.0
        volumes:
          - name: ${name}
            path: /logs
  `,
  )

/** What a sidecar or init container mounts is a volume of the component (KubeVela `sidecar`, `init-container`; Kubernetes, Pod `volumes`). */
export const mountWithoutVolume: ManifestRule = {
  code: 'container/mount-without-volume',
  severity: 'error',
  scope: 'manifest',
  summary: 'a sidecar or init container mounts volumes that its component has',
  why: 'Kubernetes refuses a mount of a volume that is not there. The trait `storage` puts the kind before the name of a volume, as in `pvc-data` (KubeVela `storage`).',
  bad: mounting('log'),
  good: mounting('logs'),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isContainer)) {
      const names = [...new Set(volumesOf(component).map(({ name }) => name))]
      const mounts = traitsOf(component, 'sidecar', 'init-container').flatMap(
        (trait): readonly { readonly name: string }[] =>
          (trait.type === 'sidecar' ? trait.properties.volumes : trait.properties.extraVolumeMounts) ?? [],
      )
      for (const mount of mounts) {
        if (names.includes(mount.name)) continue
        const span = document.at(mount, 'name')
        const near =
          names.find((name) => /^(pvc|configmap|secret|emptydir|hostpath)-/.test(name) && name.endsWith(`-${mount.name}`)) ??
          nearest(mount.name, names)
        say({
          message: `\`${component.name}\` has no volume \`${mount.name}\``,
          span,
          ...(near === undefined
            ? { help: names.length === 0 ? 'add the volume to `volumeMounts` of the component' : `it has ${listWords(names.slice(0, 8))}` }
            : { label: `did you mean \`${near}\`?`, edits: [replaceScalar(span, near)] }),
        })
      }
    }
  },
}
