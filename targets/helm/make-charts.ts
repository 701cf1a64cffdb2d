import { type FiledObject, filePaths } from '../kubernetes/file-paths.js'
import { serviceHost } from '../kubernetes/objects/address.js'
import type { KubernetesObject } from '../kubernetes/objects/kinds.js'
import type { ObjectDraft } from '../kubernetes/objects/object-draft.js'
import type { ChartDraft } from './chart/chart-parts.js'
import type { HostMarks } from './template/host-marks.js'
import { expression, text } from './template/nodes.js'
import { toTemplateMap } from './template/to-template.js'
import { valueKeys } from './values/value-keys.js'
import { goText, makeValues } from './values/values.js'

/** Keys of `values.yaml` that are no component's, and words that YAML 1.1 takes for something else than a text. */
const reserved: ReadonlySet<string> = new Set([
  ...['global', 'enabled', 'commonLabels', 'commonAnnotations', 'extraObjects', 'networkPolicy', 'tests'],
  ...['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null'],
])

/** Begins a chart for each application of the lattice and for each chart of ours: the objects as templates that say the same, and no values yet. */
export function makeCharts(draft: ObjectDraft, marks: HostMarks): readonly ChartDraft[] {
  const filed = new Map<string, FiledObject[]>()
  for (const placed of filePaths(draft)) {
    const list = filed.get(placed.chart)
    if (list === undefined) filed.set(placed.chart, [placed])
    else list.push(placed)
  }
  return [...filed].map(([chart, objects]) => makeChart(draft, marks, chart, objects))
}

function makeChart(draft: ObjectDraft, marks: HostMarks, chart: string, objects: readonly FiledObject[]): ChartDraft {
  const application = draft.applications.get(chart)
  const names = new Map(
    objects
      .filter(({ folder }) => folder !== '')
      .map(({ folder, workload }) => [folder, draft.workloads.get(workload ?? '')?.name ?? folder]),
  )
  const keys = valueKeys([...names.values()], reserved, 'Component')
  const folders = new Map([...names].map(([folder, name]) => [folder, keys.get(name) ?? name]))
  const name = draft.chartNameOf(chart)
  const neighbours = new Set<string>()
  const textOf = (whole: string): ReturnType<typeof text> | string => {
    const pieces = marks.split(whole)
    if (pieces.every((piece) => typeof piece === 'string')) return whole
    return text(
      ...pieces.map((piece) => {
        if (typeof piece === 'string') return piece
        const { from, to, name: service } = piece
        for (const other of [from, to]) if (other !== chart) neighbours.add(other)
        return expression(`include "${name}.host" (list . ${[from, to, service].map(goText).join(' ')})`)
      }),
    )
  }
  const { hostElsewhere: _, ...plainDraft } = draft
  const plainOf = (whole: string): string =>
    marks
      .split(whole)
      .map((piece) => (typeof piece === 'string' ? piece : serviceHost(plainDraft, piece.from, piece.to, piece.name)))
      .join('')
  return {
    name,
    chart,
    ...(application !== undefined && { application }),
    draft,
    templates: objects.map((placed) => ({
      path: `templates/${placed.path.split('/').slice(1).join('/')}`,
      placed: { ...placed, object: withTexts(placed.object, plainOf) },
      body: toTemplateMap(placed.object, textOf),
      conditions: [],
      definitions: new Map(),
      more: {},
    })),
    values: makeValues(),
    keys: new Map(
      objects.flatMap(({ workload, folder }) => {
        const key = folders.get(folder)
        return workload === undefined || key === undefined ? [] : [[workload, key]]
      }),
    ),
    folders,
    marks,
    neighbours,
  }
}

/** Gives an object with each text in it changed. */
function withTexts(object: KubernetesObject, change: (text: string) => string): KubernetesObject {
  const copy: KubernetesObject = JSON.parse(JSON.stringify(object), (_key, value: unknown) =>
    typeof value === 'string' ? change(value) : value,
  )
  return copy
}
