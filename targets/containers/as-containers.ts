import { order } from '../../src/lattice/order.js'
import type { ApplicationPlan, ContainerWorkload, Need, Plan, Workload } from '../../src/plan/plan.js'
import { spinAsContainer } from '../spin/spin-as-container.js'
import type { EmitContext } from '../target.js'
import { substrate } from '../wadm/substrate/platform-workload.js'
import { type Substrate, substrateWorkloads } from '../wadm/substrate/substrate-workloads.js'
import { amended } from './amended.js'
import type { ContainersSetting } from './containers-setting.js'
import { redirected } from './redirected.js'

/**
 * Gives the plan for a platform that runs containers only: a Spin application is the Spin CLI in a container; what Wasm workloads run on is an application of its own,
 * and a task in each of their applications hands its manifest to wadm. Links, needs and waves lead to those.
 */
export function asContainers(plan: Plan, context: EmitContext, setting: ContainersSetting): Plan {
  const applications = new Map(plan.applications.map((application) => [application.name, application]))
  const workloads = new Map(plan.applications.flatMap((application) => application.workloads.map((workload) => [workload.id, workload])))
  const made = substrateWorkloads({ plan, applications, workloads }, context, setting)
  const changed = plan.applications.map((application) => {
    const manifest = made.manifests.get(application.name)
    const containers = application.workloads.flatMap((workload) => containersOf(workload, made, context, setting))
    return amended(context, application, { workloads: manifest === undefined ? containers : [...containers, manifest] })
  })
  const all = made.shared.length === 0 ? changed : [applicationOf(made.shared), ...changed]
  const needs = new Map(all.flatMap((application) => application.workloads.map((workload) => [workload.id, workload.needs])))
  const { waves } = order(needs.keys(), (id) => (needs.get(id) ?? []).map((need) => need.id).filter((need) => needs.has(need)))
  return { applications: all, waves, hostGroups: [] }
}

function containersOf(workload: Workload, made: Substrate, context: EmitContext, setting: ContainersSetting): readonly ContainerWorkload[] {
  if (workload.kind === 'wasm') return []
  const needs = workload.needs.flatMap((need): readonly Need[] => {
    const tasks = made.readyAfter.get(need.id)
    return tasks?.map((id) => amended(context, need, { id })) ?? [need]
  })
  const bindings = redirected(context, workload.bindings, made.places)
  if (workload.kind === 'spin') {
    const variables = redirected(context, workload.variables, made.places)
    const runtimeConfig = workload.runtimeConfig && redirected(context, workload.runtimeConfig, made.places)
    const changes = { needs, bindings, variables, ...(runtimeConfig && { runtimeConfig }) }
    return [spinAsContainer(context, amended(context, workload, changes), setting)]
  }
  if (made.places.size === 0) return [workload]
  return [
    amended(context, workload, {
      needs,
      bindings,
      main: redirected(context, workload.main, made.places),
      sidecars: redirected(context, workload.sidecars, made.places),
      initContainers: redirected(context, workload.initContainers, made.places),
    }),
  ]
}

function applicationOf(workloads: readonly Workload[]): ApplicationPlan {
  return { name: substrate, shared: false, annotations: {}, labels: {}, workloads, objects: [] }
}
