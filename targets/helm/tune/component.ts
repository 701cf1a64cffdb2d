import type { Workload } from '../../../src/plan/plan.js'
import type { KubernetesObject } from '../../kubernetes/objects/kinds.js'
import { applicationLabels, componentLabel, selectorLabels } from '../../kubernetes/objects/labels.js'
import type { ChartDraft, ChartTemplate } from '../chart/chart-parts.js'
import { mapAt } from '../template/edit-template.js'
import type { TemplateMap } from '../template/nodes.js'
import { toTemplateMap } from '../template/to-template.js'
import { type ValueEntry, valueAt } from '../values/values.js'

/** What has a map of values of its own in a chart. */
export interface ValueOwner {
  readonly chart: ChartDraft
  /** Its key in `values.yaml`. */
  readonly key: string
}

/** The objects of one component, or of one part of a chart of ours: they share a folder and a map of values. */
export interface Component extends ValueOwner {
  readonly folder: string
  /** Absent in a chart of ours. */
  readonly workload?: Workload
  /** The object that runs pods, if there is exactly one. */
  readonly work?: ChartTemplate
  /** The template of its pods. */
  readonly pod?: TemplateMap
}

/** Gives the components of a chart in the order of their objects. */
export function componentsOf(chart: ChartDraft): readonly Component[] {
  return [...chart.folders].map(([folder, key]) => {
    const templates = chart.templates.filter(({ placed }) => placed.folder === folder && placed.isGiven !== true)
    const id = templates.find(({ placed }) => placed.workload !== undefined)?.placed.workload
    const workload = id === undefined ? undefined : chart.draft.workloads.get(id)
    const [work, ...others] = templates.filter(({ placed }) => workKinds.has(placed.object.kind) && placed.hook?.isChartOnly !== true)
    const pod = work && podTemplateOf(work)
    return {
      chart,
      key,
      folder,
      ...(workload && { workload }),
      ...(work && others.length === 0 && { work, ...(pod && { pod }) }),
    }
  })
}

/** Gives the templates of a component of one kind. */
export function templatesOf({ chart, folder }: Component, kind: KubernetesObject['kind']): readonly ChartTemplate[] {
  return chart.templates.filter(({ placed }) => placed.folder === folder && placed.object.kind === kind && placed.isGiven !== true)
}

/** Adds a value of the component and gives the expression by which templates read it; `path` begins below the component's key. */
export function addValue({ chart, key }: ValueOwner, path: readonly string[], entry: Omit<ValueEntry, 'path'>): string {
  return chart.values.add({ path: [key, ...path], ...entry })
}

/** Gives the expression of a value of the component. */
export function valueIn({ key }: ValueOwner, ...path: readonly string[]): string {
  return valueAt([key, ...path])
}

/** Adds an object that the plan does not ask for, and that a value switches on. */
export function addTemplate(component: Component, object: KubernetesObject): ChartTemplate {
  const { chart, folder, workload, work } = component
  const file = object.kind.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
  const labels = {
    ...(workload === undefined ? work?.placed.object.metadata.labels : selectorLabels(workload)),
    ...applicationLabels(chart.chart, chart.application?.version),
    ...(workload && componentLabel(workload)),
  }
  const whole: KubernetesObject = { ...object, metadata: { ...object.metadata, labels } }
  const template: ChartTemplate = {
    path: `templates/${folder}/${file}.yaml`,
    placed: {
      chart: chart.chart,
      folder,
      path: `${chart.name}/${folder}/${file}.yaml`,
      object: whole,
      ...(workload && { workload: workload.id }),
    },
    body: toTemplateMap(whole),
    conditions: [],
    definitions: new Map(),
    more: {},
    isAdded: true,
  }
  chart.templates.push(template)
  return template
}

const workKinds: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'])

function podTemplateOf({ placed, body }: ChartTemplate): TemplateMap | undefined {
  return placed.object.kind === 'CronJob' ? mapAt(body, 'spec', 'jobTemplate', 'spec', 'template') : mapAt(body, 'spec', 'template')
}
