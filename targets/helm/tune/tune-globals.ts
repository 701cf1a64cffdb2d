import type { ChartDraft } from '../chart/chart-parts.js'
import { annotationMap, labelMap, word, words } from './schemas.js'
import { commonTexts } from './tune-metadata.js'

/** Adds the values that hold for the whole chart; an umbrella chart gives those of `global` to all its charts. */
export function tuneGlobals(chart: ChartDraft): void {
  const { values, draft } = chart
  const { labels, annotations } = commonTexts(chart)
  values.describe(['global'], 'What all charts of a lattice share.')
  values.add({
    path: ['global', 'imageRegistry'],
    value: '',
    comment: 'Registry of all images, in the place of the one in their names.',
    schema: word,
  })
  values.add({
    path: ['global', 'imagePullSecrets'],
    value: [],
    comment: 'Names of Secrets with credentials for registries, for all pods.',
    schema: words,
  })
  values.describe(['global', 'namespaces'], 'Where each application runs; an empty name is the namespace of the release.')
  for (const [index, application] of [chart.chart, ...[...chart.neighbours].sort()].entries()) {
    values.add({
      path: ['global', 'namespaces', application],
      value: draft.namespaceOf(application) ?? '',
      comment: index === 0 ? 'Namespace of this application.' : `Namespace of \`${application}\`, which this application talks with.`,
      schema: { ...word, maxLength: 63, pattern: '^([a-z0-9]([a-z0-9-]*[a-z0-9])?)?$' },
    })
  }
  values.add({ path: ['commonLabels'], value: labels, comment: 'Labels of all objects.', schema: labelMap })
  values.add({ path: ['commonAnnotations'], value: annotations, comment: 'Annotations of all objects.', schema: annotationMap })
}
