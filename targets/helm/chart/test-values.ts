import { mapAt, mapsAt } from '../template/edit-template.js'
import { block } from '../template/nodes.js'
import { tuneImage } from '../tune/tune-image.js'
import { modelSchema } from '../values/model-schema.js'
import type { ChartDraft } from './chart-parts.js'
import { podSpecOf } from './pod-spec-of.js'
import { isTest } from './test-templates.js'

/** Makes values of what people change of the tests of a chart: all of them have one image and the same resources. */
export function tuneTests(chart: ChartDraft): void {
  const { templates, values } = chart
  const pods = templates.filter((template) => isTest(template) && template.placed.object.kind === 'Pod')
  const [first, ...others] = pods.flatMap(({ body }) => mapsAt(mapAt(body, 'spec') ?? {}, 'containers'))
  const [pod] = pods
  if (first === undefined || pod === undefined) return
  values.describe(['tests'], 'The pods by which `helm test` connects to every Service.')
  values.describe(['tests', 'image'], 'An image with busybox: its `nc` and `wget` ask.')
  tuneImage({ chart, key: 'tests' }, first, [])
  const [container] = podSpecOf(pod.placed.object)?.containers ?? []
  const resources = values.add({
    path: ['tests', 'resources'],
    value: { ...container?.resources },
    comment: 'What a test requests and may use at most.',
    schema: modelSchema('V1ResourceRequirements'),
  })
  first['resources'] = block(`toYaml ${resources}`)
  for (const other of others) for (const field of ['image', 'imagePullPolicy', 'resources']) other[field] = first[field]
}
