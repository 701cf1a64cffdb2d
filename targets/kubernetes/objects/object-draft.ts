import type { Id } from '../../../src/lattice/lattice.js'
import type { ApplicationPlan, Plan, Workload } from '../../../src/plan/plan.js'
import type { EmitContext } from '../../target.js'
import type { KubernetesObject } from './kinds.js'
import { applicationLabels } from './labels.js'
import { dnsLabel } from './names.js'
import { workloadNames } from './workload-names.js'

/** An object, and where it belongs. */
export interface PlacedObject {
  /** Name of the application, or of a chart of ours that the lattice needs besides (`wasmcloud`). */
  readonly chart: string
  /** The folder of its file in the chart: the component's name in a form for files; empty for what belongs to the application. */
  readonly folder: string
  /** The workload that it is made for. */
  readonly workload?: Id
  readonly object: KubernetesObject
  /** The manifest has it as it is; whether its kind allows it is not ours to judge. */
  readonly isGiven?: true
}

/** The objects of a plan while they are made, and what their makers need to know of each other. */
export interface ObjectDraft {
  readonly plan: Plan
  readonly context: EmitContext
  readonly applications: ReadonlyMap<string, ApplicationPlan>
  readonly workloads: ReadonlyMap<Id, Workload>
  /** In the order in which they were added. */
  readonly objects: PlacedObject[]
  /** Gives the name of a workload's Deployment, Service and so on. */
  nameOf(id: Id): string
  /** Gives the namespace of an application's objects; undefined for that of whoever applies them. */
  namespaceOf(application: string): string | undefined
  /** Adds an object of a workload, with the labels and the namespace of its application. */
  add(workload: Workload, object: KubernetesObject): void
  /** Adds an object that belongs to no single workload of the application, or to a chart of ours. */
  addTo(chart: string, object: KubernetesObject, folder?: string): void
}

/** Begins the objects of a plan; names that Kubernetes cannot tell apart are reported. */
export function makeObjectDraft(plan: Plan, context: EmitContext): ObjectDraft {
  const applications = new Map(plan.applications.map((application) => [application.name, application]))
  const workloads = new Map(plan.applications.flatMap((application) => application.workloads.map((workload) => [workload.id, workload])))
  const names = workloadNames(workloads.values(), context)
  const { namespace: everywhere, namespaces } = context.options
  const namespaceOf = (application: string): string | undefined => {
    const own = applications.get(application)?.namespace
    return everywhere || own || (namespaces === 'application' ? dnsLabel(application) : undefined)
  }
  const nameOf = (id: Id): string => {
    const name = names.get(id)
    if (name === undefined) throw new RangeError(`no workload has the id ${id}`)
    return name
  }
  const objects: PlacedObject[] = []
  const place = (object: KubernetesObject, chart: string): KubernetesObject => {
    const { name, labels, annotations, ...rest } = object.metadata
    const metadata = {
      name,
      namespace: namespaceOf(chart),
      labels: { ...labels, ...applicationLabels(chart, applications.get(chart)?.version) },
      annotations,
      ...rest,
    }
    return { ...object, metadata }
  }
  return {
    plan,
    context,
    applications,
    workloads,
    objects,
    nameOf,
    namespaceOf,
    add(workload, object) {
      objects.push({
        chart: workload.application,
        folder: nameOf(workload.id),
        workload: workload.id,
        object: place(object, workload.application),
      })
    },
    addTo(chart, object, folder = '') {
      objects.push({ chart, folder, object: place(object, chart) })
    },
  }
}
