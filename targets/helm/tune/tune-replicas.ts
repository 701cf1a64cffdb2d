import { mapAt, putEntry } from '../template/edit-template.js'
import { expression, when } from '../template/nodes.js'
import { addValue, type Component, templatesOf, valueIn } from './component.js'
import { count } from './schemas.js'

/** Makes the number of copies a value; it is not there where an autoscaler decides it, for each upgrade would set it back. */
export function tuneReplicas(component: Component): void {
  const { work, workload } = component
  const spec = mapAt(work?.body, 'spec')
  if (work === undefined || spec === undefined || (work.placed.object.kind !== 'Deployment' && work.placed.object.kind !== 'StatefulSet'))
    return
  const given = spec['replicas']
  // NATS keeps one copy of each stream
  if (workload === undefined && work.placed.object.kind === 'StatefulSet') return
  const isElsewhere = given === undefined && templatesOf(component, 'HorizontalPodAutoscaler').length === 0
  // somebody else scales it, or the plan leaves it to Kubernetes
  if (isElsewhere) return
  const planned = workload?.kind === 'container' ? (workload.replicas ?? workload.scale?.min) : undefined
  const replicas = addValue(component, ['replicas'], {
    value: typeof given === 'number' ? given : (planned ?? 1),
    comment: 'How many pods run while no autoscaler decides it.',
    schema: count(0),
    isRequired: true,
  })
  putEntry(
    spec,
    'replicas',
    when(`not ${valueIn(component, 'autoscaling', 'enabled')}`, expression(`${replicas} | int64`)),
    'strategy',
    'serviceName',
    'updateStrategy',
    'selector',
  )
}
