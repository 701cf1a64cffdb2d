import type { Id } from '../../../src/lattice/lattice.js'
import type { ApplicationPlan, ContainerWorkload, HostGroup, Route } from '../../../src/plan/plan.js'
import type { ContainersSetting } from '../../containers/containers-setting.js'
import type { EmitContext } from '../../target.js'
import type { Hosted } from '../host-groups.js'
import { reportFiles } from '../report-files.js'
import { reportWasm } from '../report-wasm.js'
import { hostId, hostsName, hostWorkload, servingGroups } from './hosts.js'
import { httpRoutes } from './http-routes.js'
import { manifestId, manifestWorkload } from './manifest.js'
import { natsOf, natsWorkload } from './nats.js'
import { reportSubstrate } from './report-substrate.js'
import { wadmWorkload } from './wadm.js'

/** What takes the place of Wasm workloads where a platform runs containers only (wasmCloud 1.9, wadm 0.21). */
export interface Substrate {
  /** What all of them run on: NATS, wadm and hosts by group. */
  readonly shared: readonly ContainerWorkload[]
  /** What hands the manifest of an application over, by its name. */
  readonly manifests: ReadonlyMap<string, ContainerWorkload>
  /** The workload at which a Wasm workload is reached by HTTP. */
  readonly places: ReadonlyMap<Id, Id>
  /** The tasks after which a Wasm workload runs. */
  readonly readyAfter: ReadonlyMap<Id, readonly Id[]>
}

/** Gives the containers that Wasm workloads run on, and what leads to them. */
export function substrateWorkloads(
  lattice: Hosted & { readonly applications: ReadonlyMap<string, ApplicationPlan> },
  context: EmitContext,
  setting: ContainersSetting,
): Substrate {
  const { plan, workloads } = lattice
  const { options } = context
  const applications = plan.applications.filter(({ wadm }) => wadm !== undefined)
  if (applications.length > 0) {
    const reported = { plan, workloads, context, groupName: hostsName, isOneNamed: true }
    reportWasm(reported, setting.published)
    reportFiles(reported)
    reportSubstrate(reported, applications)
  }
  // without an address nothing is written, which has been reported
  const nats = natsOf(options) ?? { host: '', port: 0 }
  const isOwn = nats === 'own' && applications.length > 0
  const routes = isOwn ? httpRoutes(lattice, context, setting) : new Map<HostGroup, readonly Route[]>()
  const shared = isOwn
    ? [
        natsWorkload(options, setting),
        wadmWorkload(options, setting),
        ...plan.hostGroups.map((group) => hostWorkload(lattice, group, routes.get(group) ?? [], context, setting)),
      ]
    : []
  const manifests = applications.flatMap((application): [string, ContainerWorkload][] => {
    const { name, wadm } = application
    return wadm === undefined ? [] : [[name, manifestWorkload(lattice, application, wadm, nats, context, setting)]]
  })
  const places = new Map<Id, Id>()
  const readyAfter = new Map<Id, readonly Id[]>()
  for (const workload of workloads.values()) {
    if (workload.kind !== 'wasm') continue
    const servers = workload.endpoints.flatMap(({ provider }) => workloads.get(provider) ?? [])
    readyAfter.set(workload.id, [...new Set([workload, ...servers].map(({ application }) => manifestId(application)))])
    const [group] = servingGroups(lattice, workload)
    places.set(workload.id, isOwn && group !== undefined ? hostId(group) : manifestId(workload.application))
  }
  return { shared, manifests: new Map(manifests), places, readyAfter }
}
