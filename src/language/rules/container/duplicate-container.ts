import { containersOf } from '../../container/containers-of.js'
import { isContainer } from '../../is-container.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const beside = (name: string): string =>
  web(
    '',
    `
    - type: sidecar
      properties:
        name: ${name}
        image: ghcr.io/acme/proxy:1.0.0
  `,
  )

/** Containers of one component have different names (Kubernetes, Pod `containers`). */
export const duplicateContainer: ManifestRule = {
  code: 'container/duplicate-container',
  severity: 'error',
  scope: 'manifest',
  summary: 'sidecars and init containers have names different from each other and from the component',
  why: 'The container of a component has its name, and Kubernetes refuses two containers of one name in a pod (Pod, `containers`).',
  bad: beside('web'),
  good: beside('proxy'),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isContainer)) {
      const first = new Map<string, { readonly parent: object; readonly key: string }>()
      for (const { name, role, place } of containersOf(component)) {
        const before = first.get(name)
        if (before === undefined) first.set(name, place)
        else {
          say({
            message: `\`${component.name}\` has a container \`${name}\` already`,
            span: document.at(place.parent, place.key),
            related: [
              {
                span: document.at(before.parent, before.key),
                message: before.parent === component ? 'its own container has this name' : 'the first one stands here',
              },
            ],
            help: `choose another name for the ${role === 'init' ? 'init container' : 'sidecar'}`,
          })
        }
      }
    }
  },
}
