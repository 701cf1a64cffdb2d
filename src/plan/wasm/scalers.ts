import type { SpreadscalerProperties } from '../../generated/application.js'
import type { Wasm } from '../../language/is-wasm.js'
import { computeSpread } from '../../language/wadm/compute-spread.js'
import { traitsOf } from '../../lattice/traits-of.js'
import type { Scaler } from '../plan.js'
import type { Scope } from '../scope.js'

/** Gives where the copies of a component or provider run, by wadm's arithmetic. Without a scaler a provider runs once, and a component never (wadm 0.21 scaler/convert.rs). */
export function planScalers(scope: Scope, component: Wasm): readonly Scaler[] {
  const traits = traitsOf(component, 'spreadscaler', 'daemonscaler')
  if (traits.length === 0 && component.type === 'capability') {
    return [{ kind: 'spread', instances: 1, placement: [{ name: 'default', requirements: {}, instances: 1 }] }]
  }
  for (const trait of traits) scope.decide(trait, 'type')
  return traits.map(({ type, properties }) => planScaler(scope, type === 'daemonscaler' ? 'daemon' : 'spread', properties))
}

type Placement = Scaler['placement'][number]

function planScaler(scope: Scope, kind: Scaler['kind'], properties: SpreadscalerProperties): Scaler {
  const { trace } = scope
  const { spread = [] } = properties
  const instances = scope.from(properties, 'instances') ?? scope.from(properties, 'replicas') ?? trace.join(1)
  // the arithmetic tells spreads apart by name, and two may have the same: here they go by their index
  const indexed = spread.map(({ weight }, index) => ({ name: String(index), weight }))
  const counts = kind === 'spread' ? computeSpread(instances.value, indexed) : everywhere(instances.value, indexed)
  const weights = kind === 'spread' ? spread.map((entry) => scope.from(entry, 'weight')) : []
  const placement = counts.map(([index, count]): Placement => {
    const entry = spread[Number(index)]
    return trace.build<Placement>({
      name: entry ? scope.required(entry, 'name') : 'default',
      requirements: (entry && scope.from(entry, 'requirements')) ?? {},
      instances: trace.join(count, instances, ...weights),
    })
  })
  return trace.build<Scaler>({ kind, instances, placement })
}

/** A daemonscaler does not divide (wadm 0.21 scaler/daemonscaler/mod.rs): without spreads every host counts. */
function everywhere(instances: number, spread: readonly { readonly name: string }[]): [name: string, count: number][] {
  return spread.length === 0 ? [['default', instances]] : spread.map(({ name }) => [name, instances])
}
