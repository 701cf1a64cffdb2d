import { compareText } from '../../../src/diagnostic.js'
import { toJson } from '../../../src/print/to-json.js'
import { toYaml } from '../../../src/print/to-yaml.js'
import type { Artifact } from '../../target.js'
import type { ChartDraft } from '../chart/chart-parts.js'
import { chartSubject } from '../chart/chart-subject.js'
import { chartVersion } from '../chart/chart-version.js'
import { labelHelpers } from '../chart/helpers.js'
import { kubeVersion } from '../chart/kube-version.js'
import { hasTests } from '../chart/test-templates.js'
import { printValues } from '../values/print-values.js'
import { goText } from '../values/values.js'
import { valuesSchema } from '../values/values-schema.js'
import { namespaceTemplate } from './namespace-template.js'
import { umbrellaFile } from './umbrella-file.js'
import { umbrellaName } from './umbrella-name.js'
import { umbrellaReadme } from './umbrella-readme.js'
import { umbrellaValues } from './umbrella-values.js'

/**
 * Gives the umbrella chart, which holds a copy of every other, so that Helm fetches nothing; none where there is only one.
 * `artifacts` are the files of each chart, by path from the output folder.
 */
export function umbrellaFiles(
  unsorted: readonly ChartDraft[],
  artifacts: ReadonlyMap<ChartDraft, readonly Artifact[]>,
  header: string,
): readonly Artifact[] {
  const charts = [...unsorted].sort((one, other) => compareText(one.name, other.name))
  const [first, ...others] = charts
  if (first === undefined || others.length === 0) return []
  const { prose, options } = first.draft.context
  const name = umbrellaName(
    options['name'] ?? '',
    charts.map((chart) => chart.name),
  )
  const placed = charts.flatMap(({ templates }) => templates.map((template) => template.placed))
  const parts = charts.map((chart) => ({ name: chart.name, version: chartVersion(chartSubject(chart).version), chart }))
  const file = umbrellaFile(name, parts, kubeVersion(placed))
  const values = umbrellaValues(charts)
  const own = {
    'Chart.yaml': toYaml(file, { header }),
    '.helmignore': prose('helmignore', {}),
    'README.md': umbrellaReadme(file, charts, values, header),
    'values.yaml': printValues(values, header),
    'values.schema.json': toJson(valuesSchema(values, `Values of the chart ${name}`, true)),
    'templates/_helpers.tpl': labelHelpers(name, undefined),
    'templates/NOTES.txt': prose('umbrella-notes', {
      charts: charts.map((chart) => ({ name: chart.name, key: goText(chart.name) })),
      hasTests: charts.some(hasTests),
    }),
    'templates/namespaces.yaml': namespaceTemplate(name),
  }
  return [
    ...Object.entries(own).map(([path, text]) => ({ path: `${name}/${path}`, text })),
    ...[...artifacts.values()].flat().map(({ path, text }) => ({ path: `${name}/charts/${path}`, text })),
  ]
}
