import type { WasmLink, WasmWorkload } from '../../src/plan/plan.js'
import { abilityOf, type HostAbility } from './ability-of.js'
import type { Lattice } from './lattice.js'

/** A link between a component and a provider, with what takes the provider's place. */
export interface ProviderLink {
  readonly link: WasmLink
  readonly provider: WasmWorkload
  readonly ability: HostAbility | undefined
  /** Whether the link leads from the component to the provider. */
  readonly isSource: boolean
}

/** Gives the links between a component and providers, those of the component first. */
export function providerLinks({ workloads }: Pick<Lattice, 'workloads'>, component: WasmWorkload): readonly ProviderLink[] {
  const all = [...workloads.values()].filter((workload): workload is WasmWorkload => workload.kind === 'wasm')
  const providers = all.filter(({ role }) => role === 'capability')
  const outgoing = component.links.flatMap((link) => {
    const provider = providers.find(({ id }) => id === link.to)
    return provider === undefined ? [] : [{ link, provider, ability: abilityOf(provider), isSource: true }]
  })
  const incoming = providers.flatMap((provider) =>
    provider.links
      .filter(({ to }) => to === component.id)
      .map((link) => ({ link, provider, ability: abilityOf(provider), isSource: false })),
  )
  return [...outgoing, ...incoming]
}
