import { toYaml } from '../../../src/print/to-yaml.js'
import type { Artifact } from '../../target.js'
import { chartFile } from './chart-file.js'
import type { ChartDraft } from './chart-parts.js'
import { chartSubject } from './chart-subject.js'
import { chartVersion, firstVersion } from './chart-version.js'
import { helpers } from './helpers.js'
import { kubeVersion } from './kube-version.js'
import { notesFiles } from './notes.js'
import { addPlatformValues, publishedDependencies } from './platform.js'
import { readme } from './readme.js'

/** Gives the files of a chart that are no template of an object; `texts` are those. Values that they need are added to the chart's before they are printed. */
export function chartFiles(chart: ChartDraft, header: string, texts: readonly string[]): readonly Artifact[] {
  const { name, draft, templates, values } = chart
  const { prose, sourceOf } = draft.context
  addPlatformValues(chart)
  values.add({
    path: ['extraObjects'],
    value: [],
    comment: 'Objects that are installed besides, as they are. Texts in them are no templates.',
    schema: { type: 'array', items: { type: 'object', required: ['apiVersion', 'kind', 'metadata'] } },
  })
  reportVersion(chart)
  const file = chartFile(chartSubject(chart), {
    name,
    kubeVersion: kubeVersion(templates.map(({ placed }) => placed)),
    source: chart.application === undefined ? '' : sourceOf(chart.application.name),
    dependencies: publishedDependencies(chart),
  })
  const notes = notesFiles(chart, draft.context)
  return Object.entries({
    'Chart.yaml': toYaml(file, { header }),
    '.helmignore': prose('helmignore', {}),
    'README.md': readme(chart, file, header),
    'templates/_helpers.tpl': helpers(chart, [...texts, ...Object.values(notes)]),
    ...notes,
    'templates/extra-objects.yaml': prose('extra-objects', {}),
  }).map(([path, text]) => ({ path: `${name}/${path}`, text }))
}

/** A version that SemVer cannot say is no reason to stop: the chart keeps it behind one of its own. */
function reportVersion({ application, draft }: ChartDraft): void {
  const version = chartVersion(application?.version)
  if (application?.version === undefined || !version.startsWith(`${firstVersion}+`)) return
  draft.context.fault(
    {
      code: 'target/chart-version',
      severity: 'info',
      message: `\`${application.version}\` is no version that Helm takes for a chart; the chart of \`${application.name}\` is \`${version}\``,
      help: 'a version such as `1.2.0` is that of the chart as well',
    },
    application,
    'version',
  )
}
