import { mapAt } from '../template/edit-template.js'
import { block, joined, type TemplateMap, withValue } from '../template/nodes.js'
import { addValue, type Component } from './component.js'
import { annotationMap, labelMap } from './schemas.js'
import { takeTexts } from './tune-metadata.js'

/** Makes labels and annotations of a component's main object and of its pods values. */
export function tuneTexts(component: Component): void {
  const { chart, work, pod } = component
  if (work === undefined || pod === undefined) return
  const of = work.placed.object.kind
  work.more.labels = addValue(component, ['labels'], {
    value: takeTexts(chart, work.body, 'labels'),
    comment: `Labels of the ${of}.`,
    schema: labelMap,
  })
  work.more.annotations = addValue(component, ['annotations'], {
    value: takeTexts(chart, work.body, 'annotations'),
    comment: `Annotations of the ${of}.`,
    schema: annotationMap,
  })
  const podLabels = addValue(component, ['podLabels'], {
    value: takeTexts(chart, pod, 'labels'),
    comment: 'Labels of the pods.',
    schema: labelMap,
  })
  const podAnnotations = addValue(component, ['podAnnotations'], {
    value: takeChecksum(pod, () => takeTexts(chart, pod, 'annotations')),
    comment: 'Annotations of the pods.',
    schema: annotationMap,
  })
  const metadata = mapAt(pod, 'metadata') ?? {}
  const texts = (value: string) => withValue(value, block(`include "${chart.name}.texts" .`))
  const { labels: _labels, annotations: _annotations, ...rest } = metadata
  const own = mapAt(metadata, 'annotations')
  pod['metadata'] = {
    labels: joined(mapAt(metadata, 'labels') ?? {}, texts(podLabels)),
    annotations: own === undefined || Object.keys(own).length === 0 ? texts(podAnnotations) : joined(own, texts(podAnnotations)),
    ...rest,
  }
}

/** The checksum of configuration is no annotation of the user's. */
function takeChecksum<T>(pod: TemplateMap, take: () => T): T {
  const annotations = mapAt(pod, 'metadata', 'annotations')
  const checksum = annotations?.['checksum/config']
  if (annotations !== undefined) delete annotations['checksum/config']
  const taken = take()
  if (annotations !== undefined && checksum !== undefined) annotations['checksum/config'] = checksum
  return taken
}
