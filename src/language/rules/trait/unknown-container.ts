import type { Component } from '../../../generated/application.js'
import { traitsOf } from '../../../lattice/traits-of.js'
import { replaceScalar } from '../../edits/replace-scalar.js'
import { isContainer } from '../../is-container.js'
import { listWords, nearest } from '../../suggest.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const patched = (name: string): string =>
  web(
    '',
    `
    - type: sidecar
      properties:
        name: proxy
        image: ghcr.io/acme/proxy:1.0.0
    - type: env
      properties:
        containerName: ${name}
        env:
          LEVEL: debug
  `,
  )

/** A trait that changes a container names one that is there (KubeVela, `#PatchParams`). */
export const unknownContainer: ManifestRule = {
  code: 'trait/unknown-container',
  severity: 'error',
  scope: 'manifest',
  summary: 'the `containerName` of a trait is the component itself or a sidecar that stands before it',
  why: 'KubeVela refuses the application ("container not found", `#PatchParams` of its traits), because traits are applied in the order of the manifest.',
  bad: patched('prox'),
  good: patched('proxy'),
  check({ app, document }, say) {
    for (const component of app.spec.components.filter(isContainer)) {
      const all = [component.name, ...traitsOf(component, 'sidecar').map(({ properties }) => properties.name)]
      const known = [component.name]
      for (const trait of component.traits ?? []) {
        for (const sidecar of traitsOf({ ...component, traits: [trait] }, 'sidecar')) known.push(sidecar.properties.name)
        for (const patch of patchesOf({ ...component, traits: [trait] })) {
          const { containerName } = patch
          if (containerName === undefined || containerName === '' || known.includes(containerName)) continue
          const span = document.at(patch, 'containerName')
          const near = nearest(containerName, known)
          if (all.includes(containerName))
            say({ message: `the sidecar \`${containerName}\` is added after this trait`, span, help: 'move the `sidecar` before it' })
          else
            say({
              message: `\`${component.name}\` has no container \`${containerName}\``,
              span,
              ...(near === undefined
                ? { help: `it has ${listWords(known)}` }
                : { label: `did you mean \`${near}\`?`, edits: [replaceScalar(span, near)] }),
            })
        }
      }
    }
  },
}

interface Patch {
  readonly containerName?: string
}

function patchesOf(component: Component): Patch[] {
  return [
    ...traitsOf(component, 'env', 'command', 'container-image', 'container-ports', 'securitycontext').flatMap(
      ({ properties = {} }): Patch[] => [properties, ...(properties.containers ?? [])],
    ),
    ...traitsOf(component, 'startup-probe').flatMap(({ properties }): Patch[] => [properties, ...(properties.probes ?? [])]),
  ]
}
