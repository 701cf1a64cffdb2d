import type { Component } from '../generated/application.js'
import { isContainer } from '../language/is-container.js'
import type { Node } from '../lattice/lattice.js'
import { traitsOf } from '../lattice/traits-of.js'
import { mergeTexts } from './merge-texts.js'
import { planNeeds } from './needs.js'
import type { RuntimePatch, WorkloadBase } from './plan.js'
import type { Scope } from './scope.js'
import type { Shape } from './trace.js'
import { workObject } from './work-object.js'

/** Gives the shape of what all workloads have in common; links become bindings later, when every workload is known. */
export function workloadBase(scope: Scope, node: Node): Shape<WorkloadBase> {
  const { component } = node
  scope.decide(component, 'type')
  const name = scope.required(component, 'name')
  const application = scope.required(scope.app.metadata, 'name')
  const { labels, annotations }: { labels?: Texts; annotations?: Texts } = isContainer(component) ? component.properties : {}
  return {
    id: scope.trace.join(node.id, application, name),
    application,
    name,
    needs: planNeeds(scope, node),
    bindings: [],
    labels: planTexts(scope, labels, traitsOf(component, 'labels')),
    annotations: planTexts(scope, annotations, traitsOf(component, 'annotations')),
    runtime: planRuntime(scope, component),
  }
}

type Texts = Readonly<Record<string, string>>

/** The component's own, then what its traits set or remove; merged at once, because a copy for each of many traits would take memory by the square. */
function planTexts(
  scope: Scope,
  own: Texts | undefined,
  traits: readonly { readonly type: 'labels' | 'annotations'; readonly properties?: Readonly<Record<string, string | null>> }[],
): Texts {
  for (const trait of traits) scope.decide(trait, 'type')
  return mergeTexts(scope, {}, [own, ...traits.map(({ properties }) => properties)])
}

function planRuntime(scope: Scope, component: Component): WorkloadBase['runtime'] {
  const { trace } = scope
  const patches = new Map<string, readonly RuntimePatch[]>()
  for (const trait of traitsOf(component, 'runtime')) {
    scope.decide(trait, 'type')
    for (const [target, list] of Object.entries(trait.properties)) {
      const planned = list.map((patch) =>
        trace.build<RuntimePatch>({
          kind: scope.required(patch, 'kind'),
          name: scope.from(patch, 'name'),
          patch: scope.required(patch, 'patch'),
        }),
      )
      patches.set(target, [...(patches.get(target) ?? []), ...planned])
    }
  }
  for (const trait of traitsOf(component, 'json-merge-patch')) {
    scope.decide(trait, 'type')
    const patch = trace.build<RuntimePatch>({ kind: workObject, patch: scope.required(trait, 'properties') })
    patches.set('kubernetes', [...(patches.get('kubernetes') ?? []), patch])
  }
  return trace.build<Record<string, readonly RuntimePatch[]>>(Object.fromEntries(patches))
}
