import { putEntry } from '../template/edit-template.js'
import { expression, type TemplateMap, withValue } from '../template/nodes.js'
import { addValue, type ValueOwner, valueIn } from './component.js'
import { oneOf, word } from './schemas.js'

/** Makes the image of a container a value: repository, tag, digest, and when it is pulled. */
export function tuneImage(component: ValueOwner, container: TemplateMap, path: readonly string[]): void {
  const { imagePullPolicy } = container
  if (!tuneImageName(component, container, path)) return
  const policy = addValue(component, [...path, 'image', 'pullPolicy'], {
    value: imagePullPolicy ?? '',
    comment: 'When the image is pulled: `Always`, `IfNotPresent` or `Never`; Kubernetes decides by the tag where it is empty.',
    schema: oneOf('', 'Always', 'IfNotPresent', 'Never'),
  })
  putEntry(container, 'imagePullPolicy', withValue(policy, expression('.')), ...afterImage)
}

/** Makes the name of an image a value: repository, tag and digest; tells whether there is a name. */
export function tuneImageName(component: ValueOwner, container: TemplateMap, path: readonly string[]): boolean {
  const { image } = container
  if (typeof image !== 'string') return false
  const { repository, tag, digest } = splitImage(image)
  const at = [...path, 'image']
  addValue(component, [...at, 'repository'], {
    value: repository,
    comment: 'Name of the image, with its registry where it has one.',
    schema: { ...word, pattern: '^[^\\s@]+$' },
    isRequired: true,
  })
  addValue(component, [...at, 'tag'], {
    value: tag,
    comment: 'Tag of the image; nothing follows the name where it is empty.',
    schema: { ...word, pattern: '^([A-Za-z0-9_][A-Za-z0-9._-]{0,127})?$' },
  })
  addValue(component, [...at, 'digest'], {
    value: digest,
    comment: 'Digest of the image, such as `sha256:…`; where it is given, it counts and not the tag.',
    schema: { ...word, pattern: '^([a-z0-9]+([+._-][a-z0-9]+)*:[A-Za-z0-9=_-]+)?$' },
  })
  container['image'] = expression(`include "${component.chart.name}.image" (list . ${valueIn(component, ...at)}) | quote`)
  return true
}

const afterImage = ['command', 'args', 'workingDir', 'env', 'ports', 'resources', 'securityContext', 'volumeMounts']

/** Splits a reference of an image (OCI distribution, reference grammar): a colon before the last slash is that of a port. */
export function splitImage(image: string): { readonly repository: string; readonly tag: string; readonly digest: string } {
  const [, name = image, digest = ''] = /^(.*?)(?:@(.*))?$/s.exec(image) ?? []
  const [, repository = name, tag = ''] = /^(.+?)(?::([^:/]*))?$/s.exec(name) ?? []
  return { repository, tag, digest }
}
