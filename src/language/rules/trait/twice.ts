import type { Component, Trait } from '../../../generated/application.js'
import { traitsOf } from '../../../lattice/traits-of.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const scaler = `
    - type: scaler
      properties:
        replicas: 2
`

/** A trait that sets one thing stands once (KubeVela, patches of its traits). */
export const twice: ManifestRule = {
  code: 'trait/twice',
  severity: 'error',
  scope: 'manifest',
  summary: 'a component has one trait of a kind that sets one thing, and gateways of different names',
  why: 'One of them would be lost without a word, or both would write one object: KubeVela names its objects after the component, and a gateway after its `name` (`gateway`, `name`).',
  bad: web(
    '',
    `${scaler}
    - type: scaler
      properties:
        replicas: 3
  `,
  ),
  good: web('', scaler),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const group of groups) {
        const first = new Map<string, Trait>()
        for (const trait of (component.traits ?? []).filter(({ type }) => group.includes(type))) {
          const name = gatewayName(component, trait)
          const before = first.get(name)
          if (before === undefined) first.set(name, trait)
          else {
            say({
              message:
                before.type === trait.type
                  ? `\`${component.name}\` has another trait \`${trait.type}\``
                  : `\`${component.name}\` has a trait \`${before.type}\`, which sets the same as \`${trait.type}\``,
              span: document.at(trait, 'type'),
              related: [{ span: document.at(before, 'type'), message: 'the first one stands here' }],
              help: group.includes('gateway') ? 'give each gateway a `name`, or put the paths into one' : 'say everything in one of them',
            })
          }
        }
      }
    }
  },
}

/** Traits that exclude each other. */
const groups: readonly (readonly string[])[] = [
  ['scaler'],
  ['autoscaler', 'hpa', 'cpuscaler'],
  ['gateway', 'ingress'],
  ['expose'],
  ['resource'],
  ['lifecycle'],
  ['service-account'],
  ['podsecuritycontext'],
  ['affinity'],
  ['k8s-update-strategy'],
]

function gatewayName(component: Component, trait: Trait): string {
  return traitsOf(component, 'gateway', 'ingress').find((gateway) => gateway === trait)?.properties.name ?? ''
}
