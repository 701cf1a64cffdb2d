import { podSecurityLevel } from '../../kubernetes/pod-security.js'
import type { ChartDraft } from '../chart/chart-parts.js'
import { chartSubject } from '../chart/chart-subject.js'
import { makeValues, type Values } from '../values/values.js'

/** Gives the values of the umbrella: what all charts share by `global`, and the switch of each; the other values of a chart stand below its name. */
export function umbrellaValues(charts: readonly ChartDraft[]): Values {
  const values = makeValues()
  const known = new Set<string>()
  values.describe(['global'], 'What all applications share.')
  for (const entry of charts.flatMap((chart) => chart.values.entries)) {
    const id = JSON.stringify(entry.path)
    if (entry.path[0] !== 'global' || entry.path[1] === 'namespaces' || known.has(id)) continue
    known.add(id)
    values.add(entry)
  }
  values.describe(['global', 'namespaces'], 'Namespaces of the applications; where one is empty, that of the release.')
  for (const { chart, draft } of charts) {
    values.add({
      path: ['global', 'namespaces', chart],
      value: draft.namespaceOf(chart) ?? '',
      comment: `Namespace of \`${chart}\`.`,
      schema: { type: 'string', pattern: '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)?$' },
    })
  }
  values.add({
    path: ['createNamespaces'],
    value: false,
    comment: 'Makes the namespaces of `global.namespaces`, but for that of the release. They stay when the release goes.',
    schema: { type: 'boolean' },
  })
  values.add({
    path: ['podSecurityLevel'],
    value: podSecurityLevel(charts.flatMap(({ templates }) => templates.map(({ placed }) => placed.object))),
    comment: 'Pod Security level of the namespaces that are made here; by default the strictest that admits all pods of the lattice.',
    schema: { enum: ['privileged', 'baseline', 'restricted'] },
  })
  for (const chart of charts) {
    values.add({
      path: [chart.name],
      value: { enabled: true },
      comment: chartSubject(chart).description ?? `The chart \`${chart.name}\`.`,
      schema: { type: 'object', properties: { enabled: { type: 'boolean' } }, additionalProperties: true },
    })
  }
  return values
}
