import { compareText } from '../diagnostic.js'
import { referenceOf } from '../language/reference-of.js'
import type { Node } from '../lattice/lattice.js'
import type { Need } from './plan.js'
import type { Scope } from './scope.js'
import type { Place } from './trace.js'

/** Gives what must run before a workload, sorted; what is needed for both reasons stands there once, as the target of a link. */
export function planNeeds(scope: Scope, { id }: Node): readonly Need[] {
  const { lattice, trace, document } = scope
  const needs = new Map<string, { readonly why: Need['why']; readonly places: readonly Place[] }>()
  for (const edge of lattice.outgoing.get(id) ?? []) {
    const target = lattice.nodes.get(edge.resolved)
    if (edge.kind === 'uses' || edge.resolved === id || target === undefined) continue
    followReference(scope, edge.to)
    // objects of Kubernetes do not start, so nothing waits for them
    if (target.kind === 'objects') continue
    const { why = edge.kind === 'link' ? 'link' : 'depends', places = [] } = needs.get(edge.resolved) ?? {}
    needs.set(edge.resolved, { why, places: [...places, { document, ...edge.place }] })
  }
  return [...needs]
    .sort(([a], [b]) => compareText(a, b))
    .map(([to, { why, places }]) => trace.build<Need>({ id: { value: to, places }, why }))
}

/**
 * Says that a reference decided what a link or an order means: its name, its type, and the component that it stands for.
 * A reference that nobody uses stays unspoken of, and every target reports it as without effect.
 */
function followReference(scope: Scope, to: string): void {
  const target = scope.lattice.nodes.get(to)
  if (target?.uses === undefined) return
  const { component } = target
  const reference = referenceOf(component)
  scope.decide(component, 'name')
  scope.decide(component, 'type')
  if (reference) {
    scope.decide(reference, 'name')
    scope.decide(reference, 'component')
  }
}
