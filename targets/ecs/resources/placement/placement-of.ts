import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { entryAt, listAt, textAt } from '../../../manifest-entries.js'
import { some } from '../../../some.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { Service } from '../kinds.js'
import { launchTypeOf } from '../launch-type.js'
import { labelsOf } from '../task/tags.js'
import { machineExpression } from './machine-expression.js'

/** Where tasks run, in words that services and runs share (ECS API, PlacementConstraint and PlacementStrategy). */
export type Placement = Pick<Service, 'placementConstraints' | 'placementStrategy'>

type Constraint = NonNullable<Service['placementConstraints']>[number]

/** Gives where the tasks of a workload may run, as far as ECS knows machines: Fargate chooses them itself, and ECS has no taints, no preferences and no neighbours by label. */
export function placementOf(draft: EcsDraft, workload: ContainerWorkload): Placement {
  const { context } = draft
  if (launchTypeOf(draft) === 'FARGATE') {
    if (workload.affinity !== undefined) context.unsupported('affinity', workload, 'affinity')
    if (workload.topologySpread !== undefined) context.unsupported('topology-spread', workload, 'topologySpread')
    return {}
  }
  const constraints = workload.affinity === undefined ? [] : constraintsOf(draft, workload, workload.affinity)
  const strategy =
    workload.work === 'daemon' ? [] : (workload.topologySpread ?? []).map((constraint) => spread(textAt(constraint, 'topologyKey')))
  for (const constraint of workload.topologySpread ?? [])
    context.unsupported(
      'topology-spread',
      constraint,
      undefined,
      workload.work === 'daemon'
        ? 'a daemon has a copy on every machine anyway'
        : 'ECS spreads as evenly as it can, and knows no `maxSkew` and no selector',
    )
  return { placementConstraints: some(constraints), placementStrategy: some(strategy) }
}

/** ECS has the zone and the machine as fields of its own; everything else is an attribute of machines. */
function spread(key: string): NonNullable<Service['placementStrategy']>[number] {
  const field =
    key === 'topology.kubernetes.io/zone'
      ? 'attribute:ecs.availability-zone'
      : key === 'kubernetes.io/hostname'
        ? 'instanceId'
        : `attribute:${key}`
  return { type: 'spread', field }
}

function constraintsOf({ context }: EcsDraft, workload: ContainerWorkload, affinity: object): readonly Constraint[] {
  const constraints: Constraint[] = []
  const lost = (object: object, key: string, effect: string): void => context.unsupported('affinity', object, key, effect)
  const nodes = entryAt(affinity, 'nodeAffinity')
  if (isMap(nodes)) {
    const required = entryAt(nodes, 'required')
    const expression = isMap(required) ? machineExpression(listAt(required, 'nodeSelectorTerms')) : undefined
    if (expression !== undefined) constraints.push({ type: 'memberOf', expression })
    else if (required !== undefined) lost(nodes, 'required', 'the query language of ECS has no words for this choice of machines')
    if (entryAt(nodes, 'preferred') !== undefined) lost(nodes, 'preferred', 'ECS has no preferences among machines')
  }
  const apart = entryAt(affinity, 'podAntiAffinity')
  if (isMap(apart)) {
    if (entryAt(apart, 'preferred') !== undefined) lost(apart, 'preferred', 'ECS has no preferences among machines')
    for (const term of listAt(apart, 'required')) {
      if (!isMap(term)) continue
      if (textAt(term, 'topologyKey') === 'kubernetes.io/hostname' && selectsItself(workload, term) && workload.work !== 'daemon')
        constraints.push({ type: 'distinctInstance' })
      else context.unsupported('affinity', term, undefined, 'ECS keeps copies of one service apart on machines, and nothing else')
    }
  }
  if (entryAt(affinity, 'podAffinity') !== undefined) lost(affinity, 'podAffinity', 'ECS knows no neighbours by their labels')
  if (entryAt(affinity, 'tolerations') !== undefined) lost(affinity, 'tolerations', 'machines of ECS have no taints')
  return constraints
}

/** Tells whether a term means the copies of the workload itself. */
function selectsItself(workload: ContainerWorkload, term: object): boolean {
  const selector = entryAt(term, 'labelSelector')
  const labels = entryAt(selector, 'matchLabels')
  if (!isMap(labels) || listAt(selector, 'matchExpressions').length > 0) return false
  const own = labelsOf(workload)
  return Object.keys(labels).every((key) => own[key] === textAt(labels, key))
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
