import type { ChartDraft } from '../chart/chart-parts.js'
import { mapAt } from '../template/edit-template.js'
import { block, expression, joined, type Template, type TemplateMap, withValue } from '../template/nodes.js'

/** Labels that the chart's named template `labels` gives. */
const shared: ReadonlySet<string> = new Set([
  'app.kubernetes.io/instance',
  'app.kubernetes.io/version',
  'app.kubernetes.io/managed-by',
  'helm.sh/chart',
])

/**
 * Lets every object have the labels and annotations of its chart and the namespace of its application. What the manifest gives to every object
 * of the application is the default of `commonLabels` and `commonAnnotations`.
 */
export function tuneMetadata(chart: ChartDraft): void {
  const { name, templates } = chart
  const common = commonTexts(chart)
  for (const { body, placed, more } of templates) {
    const metadata = mapAt(body, 'metadata')
    if (metadata === undefined || placed.isGiven) continue
    const { name: objectName, namespace: _, labels, annotations, ...rest } = metadata
    const ownLabels = without(mapAt(metadata, 'labels'), (key, value) => shared.has(key) || common.labels[key] === value)
    const ownAnnotations = without(mapAt(metadata, 'annotations'), (key, value) => common.annotations[key] === value)
    body['metadata'] = {
      name: objectName,
      ...(!clusterWide.has(placed.object.kind) && { namespace: expression(`include "${name}.namespace" . | quote`) }),
      labels: joined(ownLabels, block(`include "${name}.labels" (list . ${more.labels ?? 'dict'})`)),
      annotations: annotationsOf(name, ownAnnotations, more.annotations),
      ...rest,
    }
  }
}

/** Takes the labels or annotations out of an object that the manifest gives it, and not we or the application: the default of a value. */
export function takeTexts(chart: ChartDraft, body: TemplateMap, field: 'labels' | 'annotations'): Readonly<Record<string, string>> {
  const texts = mapAt(body, 'metadata', field)
  const common = commonTexts(chart)[field]
  const taken: Record<string, string> = {}
  for (const [key, value] of Object.entries(texts ?? {})) {
    if (texts === undefined || typeof value !== 'string' || common[key] === value || isOurs(key)) continue
    taken[key] = value
    delete texts[key]
  }
  return taken
}

/** Keys by which programs find objects. */
function isOurs(key: string): boolean {
  return (
    shared.has(key) ||
    /^(app\.kubernetes\.io\/(name|part-of)$|(manifest-compiler\.dev|argocd\.argoproj\.io|kustomize\.toolkit\.fluxcd\.io)\/)/.test(key)
  )
}

/** Gives what the manifest puts on every object of the application. */
export function commonTexts({ application, draft }: ChartDraft): {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
} {
  return application === undefined ? { labels: {}, annotations: {} } : draft.textsOf(application)
}

const clusterWide: ReadonlySet<string> = new Set(['ClusterRole', 'ClusterRoleBinding', 'Namespace'])

/** Those of ours stand as they are, before those that values give. */
function annotationsOf(chart: string, own: TemplateMap, more = 'dict'): Template {
  const given = withValue(`include "${chart}.annotations" (list . ${more})`, block('.'))
  return Object.keys(own).length === 0 ? given : joined(own, given)
}

function without(map: TemplateMap | undefined, isLeftOut: (key: string, value: Template | undefined) => boolean): TemplateMap {
  return Object.fromEntries(Object.entries(map ?? {}).filter(([key, value]) => !isLeftOut(key, value)))
}
