import type { ChartDraft } from '../chart/chart-parts.js'
import { mapAt } from '../template/edit-template.js'
import { block, expression, isMap, joined } from '../template/nodes.js'

/** Labels that the chart's named template `labels` gives. */
const shared: ReadonlySet<string> = new Set([
  'app.kubernetes.io/instance',
  'app.kubernetes.io/version',
  'app.kubernetes.io/managed-by',
  'helm.sh/chart',
])

/** Lets every object have the chart's labels and the namespace of its application. */
export function tuneMetadata({ name, templates, draft, chart, values }: ChartDraft): void {
  values.add({
    path: ['global', 'imageRegistry'],
    value: '',
    comment: 'Registry of all images, in the place of their own.',
    schema: { type: 'string' },
  })
  values.add({
    path: ['global', 'namespaces', chart],
    value: draft.namespaceOf(chart) ?? '',
    comment: 'Namespace of this application; that of the release where it is empty.',
    schema: { type: 'string' },
  })
  values.add({
    path: ['commonLabels'],
    value: {},
    comment: 'Labels for every object.',
    schema: { type: 'object', additionalProperties: { type: 'string' } },
  })
  for (const { body, placed } of templates) {
    const metadata = mapAt(body, 'metadata')
    if (metadata === undefined || placed.isGiven) continue
    const labels = metadata['labels']
    const own = isMap(labels) ? Object.fromEntries(Object.entries(labels).filter(([key]) => !shared.has(key))) : {}
    const rest = Object.entries(metadata).filter(([key]) => !['name', 'namespace', 'labels'].includes(key))
    const hasNamespace = metadata['namespace'] !== undefined || draft.namespaceOf(chart) === undefined
    body['metadata'] = {
      name: metadata['name'],
      ...(hasNamespace && { namespace: expression(`include "${name}.namespace" .`) }),
      labels: joined(own, block(`include "${name}.labels" .`)),
      ...Object.fromEntries(rest),
    }
  }
}
