import type { HostGroup, WasmLink, WasmWorkload } from '../../../src/plan/plan.js'
import type { Draft } from '../draft.js'
import { hostService } from '../wasm/host-service.js'
import { abilityOf } from './providers.js'
import type { HostInterface } from './start-request.js'

/**
 * Gives what a host gives to the components of one workload, in place of their links to and from providers. There is one entry for an interface of one package:
 * a host answers HTTP by host name, keeps keys and blobs in NATS, and subscribes to what it is told.
 */
export function hostInterfaces(draft: Draft, components: readonly WasmWorkload[], group: HostGroup): readonly HostInterface[] {
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
    if (component.endpoints.length > 0)
      add({ namespace: 'wasi', package: 'http', interfaces: ['incoming-handler'] }, routing(draft, component, group))
    for (const { link, ability, isSource } of providerLinks(draft, component)) {
      if (ability === 'http-server') add(link)
      else if (ability === 'messaging') add(link, subscriptions(isSource ? link.targetConfig : link.sourceConfig))
      else if (ability === 'keyvalue' || ability === 'blobstore') add(link)
    }
  }
  return [...found.values()]
}

/** Gives the links between a component and providers, with what takes the provider's place. */
export function providerLinks({ workloads }: Draft, component: WasmWorkload) {
  const all = [...workloads.values()].filter((workload): workload is WasmWorkload => workload.kind === 'wasm')
  const outgoing = component.links.flatMap((link) => {
    const provider = all.find(({ id, role }) => id === link.to && role === 'capability')
    return provider === undefined ? [] : [{ link, provider, ability: abilityOf(provider), isSource: true }]
  })
  const incoming = all
    .filter(({ role }) => role === 'capability')
    .flatMap((provider) => provider.links.filter(({ to }) => to === component.id).map((link) => ({ link, provider })))
  return [...outgoing, ...incoming.map(({ link, provider }) => ({ link, provider, ability: abilityOf(provider), isSource: false }))]
}

/** Requests find a component by their host name (wash host, dynamic router): its name in the project, and on this machine one below `localhost`. */
function routing(draft: Draft, component: WasmWorkload, group: HostGroup): Readonly<Record<string, string>> {
  const host = draft.serviceOf(component.id)
  const served = [...draft.workloads.values()].filter(
    (workload) =>
      workload.kind === 'wasm' && workload.role === 'component' && workload.endpoints.length > 0 && group.workloads.includes(workload.id),
  )
  // who is alone needs no name
  const alone = served.length === 1 ? `,localhost,${hostService(group)}` : ''
  return { host, 'host-aliases': `${host}.localhost${alone}` }
}

function subscriptions(config: WasmLink['sourceConfig']): Readonly<Record<string, string>> {
  const said = config.flatMap(({ properties = {} }) => (properties['subscriptions'] === undefined ? [] : [properties['subscriptions']]))
  return said.length === 0 ? {} : { subscriptions: said.join(',') }
}
