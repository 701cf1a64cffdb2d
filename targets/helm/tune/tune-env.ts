import { appendItems, mapAt, mapsAt } from '../template/edit-template.js'
import { block, type Expression, expression, isInstruction, node, type TemplateMap, type Text } from '../template/nodes.js'
import { modelSchema } from '../values/model-schema.js'
import { goText } from '../values/values.js'
import { addValue, type Component } from './component.js'
import { text } from './schemas.js'
import { tuneReference } from './tune-reference.js'

/**
 * Makes the environment of a container values, in the order of the manifest, which decides what `$(NAME)` can refer to. Of an address of another application
 * the default is empty: then it follows `global.namespaces`.
 */
export function tuneEnv(component: Component, container: TemplateMap, path: readonly string[], what = 'Environment variable'): void {
  const names = new Set<string>()
  for (const entry of mapsAt(container, 'env')) {
    const { name, value } = entry
    if (typeof name !== 'string' || names.has(name)) continue
    names.add(name)
    const at = [...path, 'env', name]
    if (typeof value === 'string') {
      const comment = `${what} \`${name}\`.`
      entry['value'] = expression(`${addValue(component, at, { value, comment, schema: text, isRequired: true })} | quote`)
    } else if (isInstruction(value) && value[node] === 'text') {
      const comment = `${what} \`${name}\`; where it is empty, the address by \`global.namespaces\`.`
      entry['value'] = expression(
        `${addValue(component, at, { value: '', comment, schema: text })} | default (${concatenated(value)}) | quote`,
      )
    } else tuneReference(component, mapAt(entry, 'valueFrom') ?? {})
  }
  const extra = addValue(component, [...path, 'extraEnv'], {
    value: [],
    comment: 'Further environment variables, in the words of Kubernetes: `name` with `value` or `valueFrom`.',
    schema: { type: 'array', items: modelSchema('V1EnvVar') },
  })
  appendItems(container, 'env', extra, block('toYaml .'), ...afterEnv)
}

const afterEnv = ['ports', 'startupProbe', 'livenessProbe', 'readinessProbe', 'lifecycle', 'resources', 'securityContext', 'volumeMounts']

/** Gives the pieces of a text as one pipeline. */
function concatenated({ parts }: Text): string {
  const format = parts.map((part) => (typeof part === 'string' ? part.replaceAll('%', '%%') : '%s')).join('')
  const values = parts.filter((part): part is Expression => typeof part === 'object').map(({ go }) => `(${go})`)
  return format === '%s' ? (values[0] ?? '').slice(1, -1) : `printf ${goText(format)} ${values.join(' ')}`
}
