import type { HealthProbe, StartupProbePatch, StartupProbeProperties } from '../../generated/application.js'
import { traitsOf } from '../../lattice/traits-of.js'
import type { Container } from '../is-container.js'

/** A probe of a container, and the entry that holds it. */
export interface PlacedProbe {
  readonly kind: 'livenessProbe' | 'readinessProbe' | 'startupProbe'
  readonly probe: HealthProbe | StartupProbeProperties | StartupProbePatch
  readonly place: { readonly parent: object; readonly key: string | number }
}

/** Gives the probes of a component, of its sidecars, and those of the trait `startup-probe` (KubeVela `#HealthProbe`, `startup-probe`). */
export function probesOf(component: Container): PlacedProbe[] {
  const { properties } = component
  return [
    ...given(properties, ['livenessProbe', 'readinessProbe', 'startupProbe']),
    ...traitsOf(component, 'sidecar').flatMap((trait) => given(trait.properties, ['livenessProbe', 'readinessProbe'])),
    ...traitsOf(component, 'startup-probe').flatMap((trait): PlacedProbe[] => {
      const { probes } = trait.properties
      if (probes === undefined) return [{ kind: 'startupProbe', probe: trait.properties, place: { parent: trait, key: 'properties' } }]
      return probes.map((probe, key) => ({ kind: 'startupProbe', probe, place: { parent: probes, key } }))
    }),
  ]
}

type Kind = PlacedProbe['kind']

function given(parent: { readonly [kind in Kind]?: HealthProbe }, kinds: readonly Kind[]): PlacedProbe[] {
  return kinds.flatMap((kind) => {
    const probe = parent[kind]
    return probe === undefined ? [] : [{ kind, probe, place: { parent, key: kind } }]
  })
}
