import type { Component } from '../../generated/application.js'
import { traitsOf } from '../../lattice/traits-of.js'
import { isContainer } from '../is-container.js'
import { isWasm } from '../is-wasm.js'

/** An amount of something, as written. */
export interface PlacedAmount {
  readonly unit: 'cpu' | 'memory' | 'storage'
  readonly amount: string | number
  readonly place: { readonly parent: object; readonly key: string }
}

/** An amount that is requested, and the most that is given. */
export interface Bounds {
  readonly unit: 'cpu' | 'memory'
  readonly request: PlacedAmount
  readonly limit: PlacedAmount
}

/** Gives the amounts of CPU, memory and storage of a component and of its traits (KubeVela webservice, `resource`, `storage`, `pvc`). */
export function amountsOf(component: Component): PlacedAmount[] {
  if (isWasm(component) || component.type === 'k8s-objects') return []
  const { properties } = component
  const traits = traitsOf(component, 'resource').flatMap(({ properties: resource = {} }) => [resource, resource.requests, resource.limits])
  const claims = [
    ...traitsOf(component, 'storage').flatMap(({ properties: storage = {} }) => storage.pvc ?? []),
    ...traitsOf(component, 'pvc').map(({ properties: claim }) => claim),
  ].flatMap(({ resources = {} }) => [resources.requests, resources.limits])
  const empty = [
    ...(isContainer(component) ? (component.properties.volumeMounts?.emptyDir ?? []) : []),
    ...traitsOf(component, 'storage').flatMap(({ properties: storage = {} }) => storage.emptyDir ?? []),
  ]
  return [
    ...[properties, properties.limit, ...traits].flatMap((list) => [...amount('cpu', list, 'cpu'), ...amount('memory', list, 'memory')]),
    ...claims.flatMap((list) => amount('storage', list, 'storage')),
    ...empty.flatMap((volume) => amount('storage', volume, 'sizeLimit')),
    ...(isContainer(component) ? amount('memory', component.properties.build, 'shmSize') : []),
  ]
}

/** Gives what is requested beside what it is limited to, where both are said. */
export function boundsOf(component: Component): Bounds[] {
  if (isWasm(component) || component.type === 'k8s-objects') return []
  const { properties } = component
  const pairs = [
    [properties, properties.limit] as const,
    ...traitsOf(component, 'resource').map(({ properties: resource = {} }) => [resource.requests, resource.limits] as const),
  ]
  return pairs.flatMap(([requests, limits]) =>
    (['cpu', 'memory'] as const).flatMap((unit) => {
      const [request] = amount(unit, requests, unit)
      const [limit] = amount(unit, limits, unit)
      return request && limit ? [{ unit, request, limit }] : []
    }),
  )
}

function amount<K extends string>(
  unit: PlacedAmount['unit'],
  parent: { readonly [key in K]?: string | number } | undefined,
  key: K,
): PlacedAmount[] {
  const value = parent?.[key]
  return parent === undefined || value === undefined ? [] : [{ unit, amount: value, place: { parent, key } }]
}
