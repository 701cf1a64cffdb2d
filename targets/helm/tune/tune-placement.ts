import { isPlain, mapAt } from '../template/edit-template.js'
import { block, isMap, type Template, when, withValue } from '../template/nodes.js'
import { modelSchema } from '../values/model-schema.js'
import { addValue, type Component } from './component.js'
import { textMap } from './schemas.js'
import { tuneBlock } from './tune-block.js'

/** Makes values of where pods may run. */
export function tunePlacement(component: Component): void {
  const spec = mapAt(component.pod, 'spec')
  if (spec === undefined) return
  tuneBlock(component, spec, 'nodeSelector', {
    path: ['nodeSelector'],
    comment: 'Labels that a node has to have.',
    schema: textMap,
    empty: {},
  })
  tuneBlock(component, spec, 'tolerations', {
    path: ['tolerations'],
    comment: 'Taints of nodes that the pods tolerate.',
    schema: { type: 'array', items: modelSchema('V1Toleration') },
    empty: [],
  })
  spec['affinity'] = affinityOf(component, spec['affinity'])
  tuneBlock(component, spec, 'topologySpreadConstraints', {
    path: ['topologySpreadConstraints'],
    comment: 'How pods spread over zones and nodes.',
    schema: { type: 'array', items: modelSchema('V1TopologySpreadConstraint') },
    empty: [],
  })
}

/** What the manifest says is the default; where only copies are kept apart, that holds until a person says something, for Helm would merge the two. */
function affinityOf(component: Component, given: Template | undefined): Template | undefined {
  if (!isPlain(given)) return given
  const { workload } = component
  const isAsked = given !== undefined && workload?.kind === 'container' && workload.affinity !== undefined
  const isOurs = isMap(given) && !isAsked
  const affinity = addValue(component, ['affinity'], {
    value: isOurs ? {} : (given ?? {}),
    comment: `Nodes and pods that the pods seek or avoid.${isOurs ? ' It takes the place of the default, which keeps copies on different nodes.' : ''}`,
    schema: modelSchema('V1Affinity'),
  })
  return isOurs ? when(affinity, block(`toYaml ${affinity}`), given) : withValue(affinity, block('toYaml .'))
}
