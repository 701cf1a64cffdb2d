import type { WasmLink, WasmWorkload } from '../../src/plan/plan.js'
import type { Lattice } from './lattice.js'
import { providerLinks } from './provider-links.js'

/** An interface that the host gives to a workload (wasmCloud 2, WitInterface). */
export interface HostInterface {
  readonly namespace: string
  readonly package: string
  readonly interfaces: readonly string[]
  readonly config?: Readonly<Record<string, string>> | undefined
}

/**
 * Gives what a host gives to the components of one workload, in place of their links to and from providers. There is one entry for an interface of one package:
 * a host answers HTTP by host name, keeps keys and blobs in NATS, and subscribes to what it is told. `routing` gives the host names of a component.
 */
export function hostInterfaces(
  lattice: Lattice,
  components: readonly WasmWorkload[],
  routing: (component: WasmWorkload) => Readonly<Record<string, string>>,
): readonly HostInterface[] {
  const found = new Map<string, HostInterface>()
  const add = (
    { namespace, package: name, interfaces }: Pick<WasmLink, 'namespace' | 'package' | 'interfaces'>,
    config: Readonly<Record<string, string>> = {},
  ): void => {
    const key = `${namespace}:${name}`
    const before = found.get(key)
    const merged = { ...before?.config, ...config }
    found.set(key, {
      namespace,
      package: name,
      interfaces: [...new Set([...(before?.interfaces ?? []), ...interfaces])],
      config: Object.keys(merged).length === 0 ? undefined : merged,
    })
  }
  for (const component of components) {
    // a reference to a provider may stand for it, whose links the plan has not
    if (component.endpoints.length > 0) add({ namespace: 'wasi', package: 'http', interfaces: ['incoming-handler'] }, routing(component))
    for (const { link, ability, isSource } of providerLinks(lattice, component)) {
      if (ability === 'http-server') add(link)
      else if (ability === 'messaging') add(link, subscriptions(isSource ? link.targetConfig : link.sourceConfig))
      else if (ability === 'keyvalue' || ability === 'blobstore') add(link)
    }
  }
  return [...found.values()]
}

function subscriptions(config: WasmLink['sourceConfig']): Readonly<Record<string, string>> {
  const said = config.flatMap(({ properties = {} }) => (properties['subscriptions'] === undefined ? [] : [properties['subscriptions']]))
  return said.length === 0 ? {} : { subscriptions: said.join(',') }
}
