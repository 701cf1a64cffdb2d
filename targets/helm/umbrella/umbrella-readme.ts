import { markdownCode, markdownText } from '../../markdown.js'
import type { ChartFile } from '../chart/chart-file.js'
import type { ChartDraft } from '../chart/chart-parts.js'
import { chartSubject } from '../chart/chart-subject.js'
import { kubernetesWords } from '../chart/readme.js'
import { hasTests } from '../chart/test-templates.js'
import { valueRows } from '../chart/value-rows.js'
import type { Values } from '../values/values.js'

/** Gives `README.md` of the umbrella chart. */
export function umbrellaReadme(file: ChartFile, charts: readonly ChartDraft[], values: Values, header: string): string {
  const [first] = charts
  if (first === undefined) return ''
  const versions = new Map((file.dependencies ?? []).map(({ name, version }) => [name, version]))
  return first.draft.context.prose('umbrella-readme', {
    header,
    name: file.name,
    count: `${charts.length} charts`,
    kubernetes: kubernetesWords(file),
    charts: charts.map((chart) => ({
      name: chart.name,
      code: markdownCode(chart.name),
      version: markdownCode(versions.get(chart.name) ?? ''),
      description: markdownText(chartSubject(chart).description ?? ''),
    })),
    hasTests: charts.some(hasTests),
    example: `global.namespaces.${first.name}=${first.name}`,
    values: valueRows(values),
  })
}
