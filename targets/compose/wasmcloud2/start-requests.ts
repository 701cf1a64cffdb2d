import type { Env, HostGroup, WasmWorkload } from '../../../src/plan/plan.js'
import { hostInterfaces } from '../../wasmcloud2/host-interfaces.js'
import { placedWorkloads } from '../../wasmcloud2/lattice.js'
import { namesWithoutPlace } from '../../wasmcloud2/names-without-place.js'
import { placementsIn } from '../../wasmcloud2/placements-in.js'
import { providerLinks } from '../../wasmcloud2/provider-links.js'
import { plainText } from '../container/environment.js'
import type { Draft } from '../draft.js'
import { routing } from './routing.js'
import type { ComponentEntry, StartRequest } from './start-request.js'

/** A workload for one group of hosts. */
export interface Start {
  readonly group: HostGroup
  readonly request: StartRequest
}

/** Gives what must be started where. */
export function startRequests(draft: Draft): readonly Start[] {
  return placedWorkloads(draft).map((placed): Start => {
    const { application, group, components } = placed
    const { name, version } = application
    const id = `${draft.serviceOf(components[0]?.id ?? '')}-${group.name}`
    return {
      group,
      request: {
        workloadId: id,
        workload: {
          namespace: draft.project,
          name: id,
          // what has no place of its own in a request
          annotations: { application: name, version, ...namesWithoutPlace(draft, placed) },
          witWorld: {
            components: components.map((component) => entryOf(draft, component, group)),
            hostInterfaces: hostInterfaces(draft, components, (component) => routing(draft, component, group)),
          },
        },
      },
    }
  })
}

function entryOf(draft: Draft, component: WasmWorkload, group: HostGroup): ComponentEntry {
  const environment = environmentOf(draft, component)
  const isClient = providerLinks(draft, component).some(({ ability }) => ability === 'http-client')
  const allowedHosts = isClient ? ['*'] : undefined
  const isPlain = Object.keys(environment).length === 0 && allowedHosts === undefined
  return {
    name: component.name,
    image: component.image,
    poolSize: placementsIn(component, group).reduce((sum, { instances }) => sum + instances, 0),
    localResources: isPlain ? undefined : { environment: Object.keys(environment).length === 0 ? undefined : environment, allowedHosts },
  }
}

/** Configuration is environment (wasmCloud 2: `wasi:config` gives it as well); of two values with one name the last counts, as in wasmCloud 1. */
function environmentOf(draft: Draft, { config, connections }: WasmWorkload): Readonly<Record<string, string>> {
  const textOf = ({ value, parts }: Env): string => (parts === undefined ? (value ?? '') : plainText(draft, parts))
  return Object.fromEntries([
    ...connections.flatMap(({ values }) => values.map((value) => [value.name, textOf(value)] as const)),
    ...config.flatMap(({ properties = {} }) => Object.entries(properties)),
  ])
}
