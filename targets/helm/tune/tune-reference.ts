import { mapAt } from '../template/edit-template.js'
import { expression, type TemplateMap } from '../template/nodes.js'
import { valueAt } from '../values/values.js'
import type { Component } from './component.js'

/** Lets a reference to a Secret or ConfigMap that the chart does not make itself name another one: `existingSecrets`, `existingConfigMaps`. */
export function tuneReference(component: Component, holder: TemplateMap): void {
  const fields: readonly (readonly ['secret' | 'config', TemplateMap | undefined, string])[] = [
    ['secret', mapAt(holder, 'secretKeyRef'), 'name'],
    ['config', mapAt(holder, 'configMapKeyRef'), 'name'],
    ['secret', mapAt(holder, 'secret'), 'secretName'],
    ['config', mapAt(holder, 'configMap'), 'name'],
  ]
  for (const [kind, reference, field] of fields) {
    const name = reference?.[field]
    if (reference === undefined || typeof name !== 'string' || isMade(component, kind, name)) continue
    reference[field] = expression(`${existing(component, kind, name)} | quote`)
  }
}

/** Gives the expression of the name under which a Secret or ConfigMap exists. */
function existing({ chart, key }: Component, kind: 'secret' | 'config', name: string): string {
  const path = [key, kind === 'secret' ? 'existingSecrets' : 'existingConfigMaps', name]
  const isThere = chart.values.entries.some(
    (entry) => entry.path.length === path.length && entry.path.every((part, at) => part === path[at]),
  )
  if (isThere) return valueAt(path)
  return chart.values.add({
    path,
    value: name,
    comment: `Name of the ${kind === 'secret' ? 'Secret' : 'ConfigMap'} that the manifest calls \`${name}\`; it has to be there before.`,
    schema: { type: 'string', pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$' },
    isRequired: true,
  })
}

/** Tells whether an object of the chart has the name, or makes it (External Secrets Operator, `spec.target.name`). */
function isMade({ chart }: Component, kind: 'secret' | 'config', name: string): boolean {
  return chart.templates.some(({ placed: { object }, body }) => {
    if (object.kind === (kind === 'secret' ? 'Secret' : 'ConfigMap')) return object.metadata.name === name
    if (kind !== 'secret' || object.kind !== 'ExternalSecret') return false
    return (mapAt(body, 'spec', 'target')?.['name'] ?? object.metadata.name) === name
  })
}
