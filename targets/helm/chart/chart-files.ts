import { toYaml } from '../../../src/print/to-yaml.js'
import type { Artifact } from '../../target.js'
import type { ChartDraft } from './chart-parts.js'
import { helpers } from './helpers.js'

/** Gives the files of a chart that are no template of an object. Values that they need are added to the chart's before they are printed. */
export function chartFiles(chart: ChartDraft, header: string): readonly Artifact[] {
  return [
    {
      path: `${chart.name}/Chart.yaml`,
      text: toYaml({ apiVersion: 'v2', name: chart.name, version: '0.1.0', type: 'application' }, { header }),
    },
    { path: `${chart.name}/templates/_helpers.tpl`, text: helpers(chart) },
  ]
}
