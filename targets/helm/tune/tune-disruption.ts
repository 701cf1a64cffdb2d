import { mapAt } from '../template/edit-template.js'
import { expression, joined, type Template, when } from '../template/nodes.js'
import { addTemplate, addValue, type Component, templatesOf } from './component.js'
import { flag } from './schemas.js'

/** Makes the PodDisruptionBudget of a component values; one that has none can be given one. */
export function tuneDisruption(component: Component): void {
  const { work } = component
  if (work === undefined) return
  const { kind, metadata } = work.placed.object
  const labels = mapAt(work.body, 'spec', 'selector', 'matchLabels')
  if ((kind !== 'Deployment' && kind !== 'StatefulSet') || labels === undefined) return
  const found = templatesOf(component, 'PodDisruptionBudget')[0]
  const template =
    found ??
    addTemplate(component, {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: metadata.name },
      spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: { matchLabels: textsOf(labels) } },
    })
  const spec = mapAt(template.body, 'spec') ?? {}
  template.conditions.push(
    addValue(component, ['podDisruptionBudget', 'enabled'], {
      value: found !== undefined,
      comment: 'Limits how many pods are missing at a time while nodes are emptied.',
      schema: flag,
      isRequired: true,
    }),
  )
  const amount = { type: ['integer', 'string'], pattern: '^([0-9]+%)?$', minimum: 0 } as const
  const least = addValue(component, ['podDisruptionBudget', 'minAvailable'], {
    value: spec['minAvailable'] ?? '',
    comment: 'How many pods have to stay, as a number or in percent; where it is given, `maxUnavailable` does not count.',
    schema: amount,
  })
  const most = addValue(component, ['podDisruptionBudget', 'maxUnavailable'], {
    value: spec['maxUnavailable'] ?? '',
    comment: 'How many pods may be missing, as a number or in percent.',
    schema: amount,
  })
  const { minAvailable: _least, maxUnavailable: _most, ...rest } = spec
  const isGiven = `ne (toString ${least}) ""`
  template.body['spec'] = joined(when(isGiven, { minAvailable: expression(least) }, { maxUnavailable: expression(most) }), rest)
}

function textsOf(map: Readonly<Record<string, Template | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])))
}
