import { clusterName } from '../resources/cluster.js'
import type { EcsDraft, EcsVariable, Registry, Unit } from '../resources/ecs-draft.js'
import { namespaceName } from '../resources/network/namespace.js'
import { regionName } from '../resources/region.js'
import { use } from '../resources/use-variable.js'
import { logGroupsOf } from './log-groups-of.js'
import { type NamedRequest, requestsOf } from './requests-of.js'
import { routeRequests } from './route-requests.js'
import { type Spelling, spellingOf } from './spelling.js'
import { balancerGroup, type UnitGroup, unitGroups } from './unit-group.js'
import { unitWaves } from './unit-waves.js'
import { variablesIn } from './variables-in.js'

/** What the scripts and their guide speak of. */
export interface Life {
  readonly draft: EcsDraft
  readonly waves: readonly (readonly Unit[])[]
  /** Of every unit, by folder. */
  readonly requests: readonly (NamedRequest & { readonly folder: string })[]
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
  const own = [clusterName(draft), regionName(draft), namespaceName(draft)]
  const requests = draft.units.flatMap((unit) =>
    [...requestsOf(unit), ...routeRequests(draft, unit)].map((request) => ({ ...request, folder: unit.folder })),
  )
  const groups = unitGroups(draft)
  if (groups.some(({ of }) => of === 'balancer'))
    own.push(
      use(draft, {
        name: balancerGroup,
        kind: 'id',
        description: 'security group of the load balancer; where nothing is said, one is made, to be given to it',
        default: '',
      }),
    )
  // a patch may have taken the only text that asked for one
  const certificates = draft.units.flatMap(({ targetGroups }) =>
    targetGroups.flatMap(({ rules }) => rules.flatMap(({ certificate }) => certificate ?? [])),
  )
  const asked = new Set([...variablesIn([own, requests.map(({ value }) => value)]), ...certificates])
  const first = ['CLUSTER', 'AWS_REGION', 'SUBNETS', 'SECURITY_GROUPS', 'EXECUTION_ROLE_ARN']
  const rank = ({ name }: EcsVariable): number => (first.includes(name) ? first.indexOf(name) : first.length)
  return {
    draft,
    waves: unitWaves(draft),
    variables: [...draft.variables.values()]
      .filter(({ name }) => asked.has(name))
      .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1)),
    requests,
    spelling: spellingOf(draft, requests),
    logGroups: logGroupsOf(draft),
    registries: draft.units.flatMap(({ registry }) => registry ?? []),
    groups,
  }
}

/** Tells whether units find each other in a namespace. */
export function isNamed({ draft, registries }: Pick<Life, 'draft' | 'registries'>): boolean {
  return registries.length > 0 || draft.units.some(({ service }) => service?.serviceConnectConfiguration !== undefined)
}
