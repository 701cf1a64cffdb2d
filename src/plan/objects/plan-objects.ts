import type { K8SObjectsComponent } from '../../generated/application.js'
import type { Node } from '../../lattice/lattice.js'
import { traitsOf } from '../../lattice/traits-of.js'
import { mergeTexts } from '../merge-texts.js'
import type { PlatformObjects } from '../plan.js'
import type { Scope } from '../scope.js'

/** Gives objects of Kubernetes as they are (KubeVela, k8s-objects); labels and annotations of traits are for each of them. */
export function planObjects(scope: Scope, node: Node, component: K8SObjectsComponent): PlatformObjects {
  const { trace } = scope
  scope.decide(component, 'type')
  const name = scope.required(component, 'name')
  const textsOf = (type: 'labels' | 'annotations') => {
    const traits = traitsOf(component, type)
    for (const trait of traits) scope.decide(trait, 'type')
    return mergeTexts(
      scope,
      {},
      traits.map(({ properties }) => properties),
    )
  }
  return trace.build<PlatformObjects>({
    id: trace.join(node.id, name),
    name,
    labels: textsOf('labels'),
    annotations: textsOf('annotations'),
    objects: scope.required(component.properties, 'objects'),
  })
}
