import type { Binding, Env, HostGroup, WasmWorkload } from '../../../../src/plan/plan.js'
import { some, someOf } from '../../../some.js'
import { placementsIn } from '../../../wasmcloud2/placements-in.js'
import { providerLinks } from '../../../wasmcloud2/provider-links.js'
import { hostOf, servicePortOf, textOf } from '../address.js'
import type { ObjectDraft } from '../object-draft.js'
import { needConfiguration } from '../pod/needs.js'
import type { LocalResources, WorkloadComponent } from './workload-deployment.js'

/** Gives a component of a workload for one group of hosts. */
export function workloadComponent(draft: ObjectDraft, component: WasmWorkload, group: HostGroup): WorkloadComponent {
  return {
    name: component.name,
    image: component.image,
    poolSize: draft.context.options['instances'] === 'pool' ? instancesIn(component, group) : undefined,
    localResources: localResources(draft, component),
  }
}

/** Gives how many instances the spreads of a component want in a group. */
export function instancesIn(component: WasmWorkload, group: HostGroup): number {
  return placementsIn(component, group).reduce((sum, { instances }) => sum + instances, 0)
}

function localResources(draft: ObjectDraft, component: WasmWorkload): LocalResources | undefined {
  const isClient = providerLinks(draft, component).some(({ ability }) => ability === 'http-client')
  const places = component.bindings.flatMap((binding) => placeOf(draft, component, binding))
  const spoken = places.filter(({ isHttp }) => isHttp).map(({ host, port }) => (port === undefined ? host : `${host}:${port}`))
  const config = environmentOf(draft, component)
  const outside = some(configFrom(draft, component))
  const environment = config || outside ? { config, configFrom: outside } : undefined
  // the HTTP client of wasmCloud 1 reaches everything
  const allowedHosts = isClient ? ['*'] : some(distinct(spoken))
  const allowedIpNameLookups = some(distinct(places.filter(({ isHttp }) => !isHttp).map(({ host }) => host)))
  return environment || allowedHosts || allowedIpNameLookups ? { environment, allowedHosts, allowedIpNameLookups } : undefined
}

/** A link is what allows a connection: nothing else does. */
function placeOf(draft: ObjectDraft, component: WasmWorkload, { to, port, scheme }: Binding) {
  if (port === undefined) return []
  const isHttp = scheme === 'http' || scheme === 'https'
  return [{ host: hostOf(draft, component, to), port: servicePortOf(draft, to, port.containerPort), isHttp }]
}

/** Configuration is environment (wasmCloud 2: `wasi:config` gives it as well); of two values with one name the last counts, as in wasmCloud 1. */
function environmentOf(draft: ObjectDraft, component: WasmWorkload): Readonly<Record<string, string>> | undefined {
  const text = ({ value, parts }: Env): string => (parts === undefined ? (value ?? '') : textOf(draft, component, parts))
  return someOf(
    Object.fromEntries([
      ...component.connections.flatMap(({ values }) => values.map((value) => [value.name, text(value)] as const)),
      ...component.config.flatMap(({ properties = {} }) => Object.entries(properties)),
    ]),
  )
}

/** Configuration that no manifest has the values of is a ConfigMap. */
function configFrom(draft: ObjectDraft, component: WasmWorkload): readonly { readonly name: string }[] {
  return component.config.flatMap((config) => {
    if (config.properties !== undefined) return []
    needConfiguration(draft, component, config.name, undefined, [config, 'name'])
    return [{ name: config.name }]
  })
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
