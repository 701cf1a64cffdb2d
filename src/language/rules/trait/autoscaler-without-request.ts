import type { Component } from '../../../generated/application.js'
import { traitsOf } from '../../../lattice/traits-of.js'
import { isWasm } from '../../is-wasm.js'
import { referenceOf } from '../../reference-of.js'
import { traitApplies } from '../../trait-types.js'
import { web } from '../example.js'
import type { ManifestRule } from '../rule.js'

const autoscaler = `
    - type: cpuscaler
      properties:
        min: 1
        max: 5
        cpuUtil: 60
`

/** What an autoscaler measures as a percentage is requested (Kubernetes, HorizontalPodAutoscaler "Resource metrics"). */
export const autoscalerWithoutRequest: ManifestRule = {
  code: 'trait/autoscaler-without-request',
  severity: 'warning',
  scope: 'manifest',
  summary: 'a component that is scaled by a percentage of CPU or memory requests CPU or memory',
  why: 'The percentage is one of what is requested; without a request Kubernetes cannot compute it and never scales (HorizontalPodAutoscaler, "How does a HorizontalPodAutoscaler work?").',
  bad: web('', autoscaler),
  good: web('cpu: 500m', autoscaler),
  check({ app, document }, say) {
    for (const component of app.spec.components) {
      for (const trait of traitsOf(component, 'autoscaler', 'hpa', 'cpuscaler')) {
        // where it does nothing, that is reported
        if (traitApplies(trait.type, component) !== true) continue
        for (const unit of percentagesOf(trait)) {
          if (isRequested(component, unit)) continue
          say({
            message: `\`${component.name}\` is scaled by a percentage of the ${unit === 'cpu' ? 'CPU' : 'memory'} that it requests, and requests none`,
            span: document.at(trait, 'type'),
            help: `add \`${unit}\` to the component`,
          })
        }
      }
    }
  },
}

type Unit = 'cpu' | 'memory'

function percentagesOf(trait: ReturnType<typeof traitsOf<'autoscaler' | 'hpa' | 'cpuscaler'>>[number]): Unit[] {
  switch (trait.type) {
    case 'cpuscaler':
      return ['cpu']
    case 'autoscaler':
      return [
        ...(trait.properties?.cpu === undefined ? [] : ['cpu' as const]),
        ...(trait.properties?.memory === undefined ? [] : ['memory' as const]),
      ]
    case 'hpa': {
      const { cpu = {}, mem } = trait.properties ?? {}
      return [
        ...(cpu.type === 'AverageValue' ? [] : ['cpu' as const]),
        ...(mem === undefined || mem.type === 'AverageValue' ? [] : ['memory' as const]),
      ]
    }
  }
}

/** The trait `resource` requests both by default (KubeVela `resource`: 1 and 2048Mi). */
function isRequested(component: Component, unit: Unit): boolean {
  if (isWasm(component) || component.type === 'k8s-objects' || referenceOf(component) !== undefined) return true
  return (
    component.properties[unit] !== undefined ||
    component.properties.limit?.[unit] !== undefined ||
    traitsOf(component, 'resource').length > 0
  )
}
