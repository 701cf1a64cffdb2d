import type { ChartDraft } from '../chart/chart-parts.js'
import { mapAt } from '../template/edit-template.js'
import { expression } from '../template/nodes.js'
import { keyOf } from './parts.js'

/** Makes the number of replicas a value. */
export function tuneReplicas(chart: ChartDraft): void {
  for (const template of chart.templates) {
    const key = keyOf(chart, template)
    const spec = mapAt(template.body, 'spec')
    if (key === undefined || typeof spec?.['replicas'] !== 'number') continue
    const replicas = chart.values.add({
      path: [key, 'replicas'],
      value: spec['replicas'],
      comment: 'How many run.',
      schema: { type: 'integer', minimum: 0 },
      isRequired: true,
    })
    spec['replicas'] = expression(`${replicas} | int64`)
  }
}
