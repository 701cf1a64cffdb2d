import type { Component } from '../../../generated/application.js'
import { isContainer } from '../../is-container.js'
import { isWasm } from '../../is-wasm.js'
import { referenceOf } from '../../reference-of.js'
import { traitApplies } from '../../trait-types.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const web = (trait: string): string =>
  components(`
    - name: web
      type: webservice
      properties:
        image: ghcr.io/acme/web:1.0.0
      traits:
        - type: ${trait}: 3
  `)

/** A trait means something on the component that carries it (KubeVela, `appliesToWorkloads` of its trait definitions; wadm 0.21). */
export const wrongKind: ManifestRule = {
  code: 'trait/wrong-kind',
  severity: 'warning',
  scope: 'manifest',
  summary: 'a trait stands on a component for which it means something',
  why: 'It does nothing elsewhere: hosts do not scale containers, a task has no replicas, WebAssembly has no volumes (KubeVela, `appliesToWorkloads` of its trait definitions; wadm 0.21).',
  bad: web(`spreadscaler
          properties:
            instances`),
  good: web(`scaler
          properties:
            replicas`),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      // what a reference cannot carry is reported as that
      if (referenceOf(component) !== undefined) continue
      for (const trait of component.traits ?? []) {
        if (traitApplies(trait.type, component) !== false) continue
        const help = insteadOf(trait.type, component)
        say({
          message: `the trait \`${trait.type}\` does nothing on a component of type \`${component.type}\``,
          span: document.at(trait, 'type'),
          ...(help !== undefined && { help }),
        })
      }
    }
  },
}

function insteadOf(type: string, component: Component): string | undefined {
  const scales = ['spreadscaler', 'daemonscaler', 'scaler', 'autoscaler', 'hpa', 'cpuscaler'].includes(type)
  if (scales && component.type === 'daemon') return 'a `daemon` runs once on every machine'
  if (scales && (component.type === 'task' || component.type === 'cron-task'))
    return 'the property `count` runs it several times in parallel'
  if (isWasm(component)) return scales ? 'use `spreadscaler` with `instances`' : type === 'env' ? 'use the property `config`' : undefined
  if (type === 'spreadscaler') return 'use `scaler` with `replicas`'
  if (type === 'daemonscaler' && isContainer(component)) return 'use the component type `daemon`'
  if (type === 'env' && component.type === 'spin') return 'use the property `variables`'
  return undefined
}
