import { isPlain, mapAt } from '../template/edit-template.js'
import { block, expression } from '../template/nodes.js'
import { valueAt } from '../values/values.js'
import { addValue, type Component, templatesOf } from './component.js'
import { textMap } from './schemas.js'

/** Makes the files and values of named configuration values. Pods start anew when they change, and only then. */
export function tuneConfig(component: Component): void {
  const { chart, workload } = component
  // that of parts of ours is no matter of taste
  if (workload === undefined) return
  for (const { body, placed } of templatesOf(component, 'ConfigMap')) {
    const data = mapAt(body, 'data')
    if (data === undefined || Object.keys(data).length === 0 || !isPlain(data)) continue
    const { name } = placed.object.metadata
    const value = addValue(component, ['config', name], {
      value: data,
      comment: `What the ConfigMap \`${name}\` holds.`,
      schema: textMap,
    })
    body['data'] = block(`include "${chart.name}.texts" ${value}`)
  }
}

/** Lets Helm compute the checksum of the configuration that the pods of a component use, of its values alone: a new version of the chart starts nothing anew. */
export function tuneChecksum({ chart, pod, work }: Component): void {
  const annotations = mapAt(pod, 'metadata', 'annotations')
  if (annotations?.['checksum/config'] === undefined || work === undefined) return
  const names = namesIn(work.placed.object)
  const used = chart.values.entries.filter(({ path }) => path.length === 3 && path[1] === 'config' && names.has(path[2] ?? ''))
  const values = used.map(({ path }) => valueAt(path))
  if (values.length > 0)
    annotations['checksum/config'] = expression(`${values.length === 1 ? '' : 'list '}${values.join(' ')} | toJson | sha256sum`)
}

/** The names of ConfigMaps that an object refers to. */
function namesIn(object: object): ReadonlySet<string> {
  const names = new Set<string>()
  const look = (value: unknown, key: string): void => {
    if (typeof value !== 'object' || value === null) return
    if ((key === 'configMap' || key === 'configMapKeyRef' || key === 'configMapRef') && 'name' in value) names.add(String(value.name))
    for (const [child, inner] of Object.entries(value)) look(inner, Number.isNaN(Number(child)) ? child : key)
  }
  look(object, '')
  return names
}
