import { clusterName } from '../resources/cluster.js'
import type { EcsDraft, EcsVariable, Registry, Unit } from '../resources/ecs-draft.js'
import { namespaceName } from '../resources/network/namespace.js'
import { regionName } from '../resources/region.js'
import { use } from '../resources/use-variable.js'
import { logGroupsOf } from './log-groups-of.js'
import { type Spelling, spellingOf } from './spelling.js'
import { balancerGroup, type UnitGroup, unitGroups } from './unit-group.js'
import { unitWaves } from './unit-waves.js'

/** What the scripts and their guide speak of. */
export interface Life {
  readonly draft: EcsDraft
  readonly waves: readonly (readonly Unit[])[]
  /** Values that have to be given or may be, what every lattice needs first. */
  readonly variables: readonly EcsVariable[]
  readonly spelling: Spelling
  readonly logGroups: readonly string[]
  readonly registries: readonly Registry[]
  readonly groups: readonly UnitGroup[]
}

/** Gives what there is to deploy and to take back. */
export function lifeOf(draft: EcsDraft): Life {
  // of every lattice, whether a request has them or not
  clusterName(draft)
  regionName(draft)
  namespaceName(draft)
  const groups = unitGroups(draft)
  if (groups.some(({ of }) => of === 'balancer'))
    use(draft, {
      name: balancerGroup,
      kind: 'id',
      description: 'security group of the load balancer; where nothing is said, one is made, to be given to it',
      default: '',
    })
  const first = ['CLUSTER', 'AWS_REGION', 'SUBNETS', 'SECURITY_GROUPS', 'EXECUTION_ROLE_ARN']
  const rank = ({ name }: EcsVariable): number => (first.includes(name) ? first.indexOf(name) : first.length)
  return {
    draft,
    waves: unitWaves(draft),
    variables: [...draft.variables.values()].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1)),
    spelling: spellingOf(draft),
    logGroups: logGroupsOf(draft),
    registries: draft.units.flatMap(({ registry }) => registry ?? []),
    groups,
  }
}

/** Tells whether units find each other in a namespace. */
export function isNamed({ draft, registries }: Pick<Life, 'draft' | 'registries'>): boolean {
  return registries.length > 0 || draft.units.some(({ service }) => service?.serviceConnectConfiguration !== undefined)
}
