import type { Plan } from '../../src/plan/plan.js'
import { toJson } from '../../src/print/to-json.js'
import { headerOf } from '../header.js'
import { makeObjects } from '../kubernetes/objects/make-objects.js'
import { operatorValuesFile } from '../kubernetes/objects/wasmcloud2/operator-values.js'
import type { Artifact, EmitContext } from '../target.js'
import { chartFiles } from './chart/chart-files.js'
import type { ChartDraft, ChartTemplate } from './chart/chart-parts.js'
import { withTests } from './chart/test-templates.js'
import { tuneTests } from './chart/test-values.js'
import { makeCharts } from './make-charts.js'
import { makeHostMarks } from './template/host-marks.js'
import { type Template, when } from './template/nodes.js'
import { printTemplate } from './template/print-template.js'
import { tuneChart } from './tune/tune-chart.js'
import { umbrellaFiles } from './umbrella/umbrella-files.js'
import { printValues } from './values/print-values.js'
import { valuesSchema } from './values/values-schema.js'

/** Gives a chart for each application, and for more than one an umbrella chart that holds them all. */
export function emitHelm(plan: Plan, context: EmitContext): readonly Artifact[] {
  const header = headerOf(plan.applications, context)
  const marks = makeHostMarks()
  const draft = makeObjects(plan, context, marks.mark)
  const charts = makeCharts(draft, marks).map(withTests)
  for (const chart of charts) {
    tuneChart(chart)
    tuneTests(chart)
  }
  const artifacts = new Map(
    charts.map((chart) => [chart, chartArtifacts(chart, chart.application ? headerOf([chart.application], context) : header)]),
  )
  return [...[...artifacts.values()].flat(), ...umbrellaFiles(charts, artifacts, header), ...operatorValuesFile(draft, header)]
}

function chartArtifacts(chart: ChartDraft, header: string): readonly Artifact[] {
  const templates = chart.templates.map((template) => ({
    path: `${chart.name}/${template.path}`,
    text: printTemplate(guarded(template), { header, definitions: template.definitions }),
    // what a manifest brings was judged there
    ...(template.placed.isGiven ? {} : { content: template.placed.object }),
  }))
  // before the values, because they add some of their own
  const files = chartFiles(
    chart,
    header,
    templates.map(({ text }) => text),
  )
  return [
    ...files,
    { path: `${chart.name}/values.yaml`, text: printValues(chart.values, header) },
    { path: `${chart.name}/values.schema.json`, text: toJson(valuesSchema(chart.values, `Values of the chart ${chart.name}`)) },
    ...templates,
  ]
}

function guarded({ body, conditions }: ChartTemplate): Template {
  const [first, ...others] = conditions
  if (first === undefined) return body
  return when(others.length === 0 ? first : `and ${[first, ...others].map(operand).join(' ')}`, body)
}

function operand(condition: string): string {
  return /\s/.test(condition) && !/^\(.*\)$/.test(condition) ? `(${condition})` : condition
}
