import { type FiledObject, filePaths } from '../kubernetes/file-paths.js'
import type { ObjectDraft } from '../kubernetes/objects/object-draft.js'
import type { ChartDraft, ChartTemplate } from './chart/chart-parts.js'
import { toTemplateMap } from './template/to-template.js'
import { valueKeys } from './values/value-keys.js'
import { makeValues } from './values/values.js'

/** Keys of `values.yaml` that are no component's, and words that YAML 1.1 takes for something else than a text. */
const reserved: ReadonlySet<string> = new Set([
  ...['global', 'enabled', 'commonLabels', 'commonAnnotations', 'extraObjects', 'networkPolicy', 'tests'],
  ...['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null'],
])

/** Begins a chart for each application of the lattice and for each chart of ours: the objects as templates that say the same, and no values yet. */
export function makeCharts(draft: ObjectDraft): readonly ChartDraft[] {
  const filed = new Map<string, FiledObject[]>()
  for (const placed of filePaths(draft)) {
    const list = filed.get(placed.chart)
    if (list === undefined) filed.set(placed.chart, [placed])
    else list.push(placed)
  }
  return [...filed].map(([chart, objects]) => {
    const application = draft.applications.get(chart)
    const workloads = application?.workloads ?? []
    const keys = valueKeys(
      workloads.map(({ name }) => name),
      reserved,
      'Component',
    )
    return {
      name: draft.chartNameOf(chart),
      chart,
      ...(application !== undefined && { application }),
      draft,
      templates: objects.map(templateOf),
      values: makeValues(),
      keys: new Map(workloads.map(({ id, name }) => [id, keys.get(name) ?? name])),
      neighbours: new Set<string>(),
    }
  })
}

function templateOf(placed: FiledObject): ChartTemplate {
  return {
    path: `templates/${placed.path.split('/').slice(1).join('/')}`,
    placed,
    body: toTemplateMap(placed.object),
    conditions: [],
  }
}
