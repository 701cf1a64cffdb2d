import type { ChartDraft } from '../chart/chart-parts.js'
import { mapAt, mapsAt } from '../template/edit-template.js'
import { expression } from '../template/nodes.js'
import { keyOf, podTemplateOf } from './parts.js'

/** Makes the image of the main container a value: repository, tag and digest. */
export function tuneImages(chart: ChartDraft): void {
  const { values, name } = chart
  for (const template of chart.templates) {
    const key = keyOf(chart, template)
    const pod = podTemplateOf(template)
    if (key === undefined || pod === undefined) continue
    const [main] = mapsAt(mapAt(pod, 'spec') ?? {}, 'containers')
    if (typeof main?.['image'] !== 'string') continue
    const { repository, tag, digest } = splitImage(main['image'])
    const add = (part: string, value: string, comment: string): void =>
      void values.add({ path: [key, 'image', part], value, comment, schema: { type: 'string' }, isRequired: part === 'repository' })
    add('repository', repository, 'Repository of the image.')
    add('tag', tag, 'Tag of the image.')
    add('digest', digest, 'Digest of the image; it counts, not the tag.')
    main['image'] = expression(`include "${name}.image" (list . .Values.${key}.image) | quote`)
  }
}

/** Splits a reference of an image (OCI distribution, reference grammar): a colon before the last slash is that of a port. */
export function splitImage(image: string): { readonly repository: string; readonly tag: string; readonly digest: string } {
  const [, name = image, digest = ''] = /^(.*?)(?:@(.*))?$/s.exec(image) ?? []
  const [, repository = name, tag = ''] = /^(.+?)(?::([^:/]*))?$/s.exec(name) ?? []
  return { repository, tag, digest }
}
