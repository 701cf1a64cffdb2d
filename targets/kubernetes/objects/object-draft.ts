import type { Id } from '../../../src/lattice/lattice.js'
import type { ApplicationPlan, Plan, Workload } from '../../../src/plan/plan.js'
import { fingerprint } from '../../fingerprint.js'
import { linkNotes } from '../../link-notes.js'
import { someOf } from '../../some.js'
import type { EmitContext } from '../../target.js'
import { chartNames } from './chart-names.js'
import { givenNamespaces } from './given-namespaces.js'
import type { KubernetesObject } from './kinds.js'
import { applicationLabels, componentLabel, selectorLabels } from './labels.js'
import { dnsLabel } from './names.js'
import { neededBy } from './needed-by.js'
import { type UserTexts, userTexts } from './user-texts.js'
import { substrateChart, substrateNamespace } from './wasm/substrate-names.js'
import { isRuntimeTwo } from './wasmcloud2/runtime-two.js'
import { wavesOf } from './work/wait-targets.js'
import { workloadNames } from './workload-names.js'

/** An object, and where it belongs. */
export interface PlacedObject {
  /** Name of the application, or of a chart of ours that the lattice needs besides (`wasmcloud`). */
  readonly chart: string
  /** The folder of its file in the chart: the component's name in a form for files; empty for what belongs to the application. */
  readonly folder: string
  /** The workload that it is made for. */
  readonly workload?: Id
  /** The name without its end, where that tells the content of the object. */
  readonly stem?: string
  readonly object: KubernetesObject
  /** The manifest has it as it is; whether its kind allows it is not ours to judge. */
  readonly isGiven?: true
  readonly hook?: Hook
}

/** When a chart runs an object, in place of installing it with the others (Helm, chart hooks). */
export interface Hook {
  readonly on: readonly ('pre-install' | 'post-install' | 'post-upgrade' | 'post-rollback' | 'pre-delete')[]
  /** Hooks of one event run one after the other, lower numbers first, also those of different charts under one umbrella. */
  readonly weight: number
  /** What is for the end of an application has no place among plain manifests, all of which are applied at once. */
  readonly isChartOnly?: true
}

/** Gives a text in the form of a host: of a Service of the application `to`, as the pods of `from` see it. */
export type HostElsewhere = (from: string, to: string, name: string) => string

/** The objects of a plan while they are made, and what their makers need to know of each other. */
export interface ObjectDraft {
  readonly plan: Plan
  readonly context: EmitContext
  readonly applications: ReadonlyMap<string, ApplicationPlan>
  readonly workloads: ReadonlyMap<Id, Workload>
  /** In the order in which they were added. */
  readonly objects: PlacedObject[]
  /** Gives the name of a workload's Deployment, Service and so on; with `suffix` that of an object besides, which no workload has for its own. */
  nameOf(id: Id, suffix?: string): string
  /** Gives the folder of a workload's files in those of its application: its name without the application's before it. */
  folderOf(id: Id): string
  /** Gives the folder of an application or of a chart of ours, which is the name of its chart as well. */
  chartNameOf(chart: string): string
  /** Gives the namespace of an application's objects; undefined for that of whoever applies them. */
  namespaceOf(application: string): string | undefined
  /** Gives what stands for the host of a Service of another application, where that is decided later than here; in a chart it is a value. */
  readonly hostElsewhere?: HostElsewhere
  /** Gives the labels and annotations that the manifest puts on an application, which all its objects have, or on a workload, which its main object and its pods have. */
  textsOf(owner: ApplicationPlan | Workload): UserTexts
  /** Tells whether a chart has an object of a kind and name already. */
  isAdded(chart: string, kind: string, name: string): boolean
  /** Adds an object of a workload, with the labels and the namespace of its application. */
  add(workload: Workload, object: KubernetesObject): void
  /** Adds an object that belongs to no single workload of the application, or to a chart of ours. */
  addTo(chart: string, object: KubernetesObject, folder?: string, hook?: Hook): void
}

/** Begins the objects of a plan; names that Kubernetes cannot tell apart are reported. */
export function makeObjectDraft(plan: Plan, context: EmitContext, hostElsewhere?: HostElsewhere): ObjectDraft {
  const applications = new Map(plan.applications.map((application) => [application.name, application]))
  const workloads = new Map(plan.applications.flatMap((application) => application.workloads.map((workload) => [workload.id, workload])))
  const names = workloadNames(workloads.values(), context)
  const taken = new Set(names.values())
  const charts = chartNames(applications.keys())
  const needs = neededBy(workloads.values())
  const texts = new Map<ApplicationPlan | Workload, UserTexts>()
  const textsOf = (owner: ApplicationPlan | Workload): UserTexts => {
    const known = texts.get(owner) ?? userTexts(context, owner)
    texts.set(owner, known)
    return known
  }
  const { namespace: everywhere, namespaces } = context.options
  const chartNameOf = (chart: string): string => charts.get(chart) ?? chart
  const given = givenNamespaces(plan.applications, context)
  const namespaceOf = (application: string): string | undefined => {
    if (application === substrateChart && isRuntimeTwo({ context })) return context.options['operator-namespace'] || undefined
    const own =
      application === substrateChart
        ? substrateNamespace(plan.applications.filter(({ wadm }) => wadm !== undefined).map(({ name }) => given.get(name)))
        : given.get(application)
    return everywhere || own || (namespaces === 'application' ? chartNameOf(application) : undefined)
  }
  const nameOf = (id: Id, suffix?: string): string => {
    const name = names.get(id)
    if (name === undefined) throw new RangeError(`no workload has the id ${id}`)
    if (suffix === undefined) return name
    const own = `${name}-${suffix}`
    return taken.has(own) ? `${own.slice(0, 54)}-${fingerprint(`${id} ${suffix}`)}` : own
  }
  const folderOf = (id: Id): string => {
    const name = nameOf(id)
    const before = `${dnsLabel(workloads.get(id)?.application ?? '')}-`
    return name.startsWith(before) ? name.slice(before.length) : name
  }
  const waveOf = ({ id }: Workload): Readonly<Record<string, string>> | undefined => {
    const wave = context.options['waves'] === 'argocd' ? wavesOf(plan).get(id) : undefined
    // the first is the one that Argo CD takes where nothing is said
    return wave === undefined || wave === 0 ? undefined : { 'argocd.argoproj.io/sync-wave': `${wave}` }
  }
  const objects: PlacedObject[] = []
  const added = new Set<string>()
  const note = (chart: string, { kind, metadata }: KubernetesObject): void => void added.add(JSON.stringify([chart, kind, metadata.name]))
  const place = (object: KubernetesObject, chart: string, workload?: Workload): KubernetesObject => {
    const { name, labels, annotations, ...rest } = object.metadata
    const application = applications.get(chart)
    const own = labels?.[nameLabel]
    const user = application && textsOf(application)
    const metadata = {
      name,
      namespace: isClusterWide(object) ? undefined : namespaceOf(chart),
      labels: {
        ...(workload ? selectorLabels(workload) : own !== undefined && { [nameLabel]: own }),
        ...applicationLabels(chart, application?.version),
        ...(workload && componentLabel(workload)),
        ...user?.labels,
        ...labels,
      },
      annotations: someOf({
        ...(workload && needs.get(workload.id)),
        ...(workload && waveOf(workload)),
        ...(workload && isWork(object) && linkNotes([workload])),
        ...user?.annotations,
        ...annotations,
      }),
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
    folderOf,
    chartNameOf,
    namespaceOf,
    ...(hostElsewhere && { hostElsewhere }),
    textsOf,
    isAdded: (chart, kind, name) => added.has(JSON.stringify([chart, kind, name])),
    add(workload, object) {
      const { id, application } = workload
      note(application, object)
      objects.push({ chart: application, folder: folderOf(id), workload: id, object: place(object, application, workload) })
    },
    addTo(chart, object, folder = '', hook) {
      note(chart, object)
      objects.push({ chart, folder, object: place(object, chart), ...(hook && { hook }) })
    },
  }
}

/** Comes first among the labels (Kubernetes, recommended labels). */
const nameLabel = 'app.kubernetes.io/name'

/** Tells whether an object runs something, so that it speaks for its workload. */
export function isWork(object: KubernetesObject): boolean {
  return /^(Deployment|StatefulSet|DaemonSet|Job|CronJob|SpinApp)$/.test(object.kind)
}

function isClusterWide({ kind }: KubernetesObject): boolean {
  return kind === 'ClusterRole' || kind === 'ClusterRoleBinding' || kind === 'Namespace'
}
