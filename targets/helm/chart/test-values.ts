import { splitImage } from '../tune/tune-image.js'
import type { ChartDraft } from './chart-parts.js'
import { podSpecOf } from './pod-spec-of.js'
import { isTest } from './test-templates.js'

/** Adds the values of the tests of a chart that has some. */
export function addTestValues({ templates, values, draft }: ChartDraft): void {
  const test = templates.find(isTest)
  if (test === undefined) return
  const { repository, tag, digest } = splitImage(draft.context.options['tools-image'] ?? '')
  const [container] = podSpecOf(test.placed.object)?.containers ?? []
  values.describe(['tests'], 'The pods by which `helm test` connects to every Service.')
  values.describe(['tests', 'image'], 'An image with busybox: its `nc` and `wget` ask.')
  const add = (part: string, value: string, comment: string): void =>
    void values.add({ path: ['tests', 'image', part], value, comment, schema: { type: 'string' }, isRequired: part === 'repository' })
  add('repository', repository, 'Repository of the image.')
  add('tag', tag, 'Tag of the image.')
  add('digest', digest, 'Digest of the image; it counts, not the tag.')
  values.add({
    path: ['tests', 'image', 'pullPolicy'],
    value: 'Always',
    comment: 'When the image is pulled.',
    schema: { enum: ['Always', 'IfNotPresent', 'Never'] },
    isRequired: true,
  })
  values.add({
    path: ['tests', 'resources'],
    value: { ...container?.resources },
    comment: 'What a test requests and may use at most.',
    schema: { type: 'object' },
  })
}
