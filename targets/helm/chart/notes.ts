import type { EmitContext } from '../../target.js'
import { escapeText } from '../template/escape-text.js'
import { goText, valueAt } from '../values/values.js'
import type { ChartDraft, ChartTemplate } from './chart-parts.js'
import { needCommand } from './need-command.js'
import { type NeededData, neededData } from './needed-data.js'
import { offeredService } from './offered-service.js'
import { podSpecOf } from './pod-spec-of.js'
import { hasTests, isTest } from './test-templates.js'

/** Gives `NOTES.txt`, which Helm prints after an installation, and the named template that says most of it, here and in an umbrella chart. */
export function notesFiles(
  chart: ChartDraft,
  { prose }: EmitContext,
): Readonly<Record<'templates/NOTES.txt' | 'templates/_notes.tpl', string>> {
  const objects = chart.templates.filter((template) => !isTest(template))
  const data = {
    chart: chart.name,
    title: escapeText(chart.chart),
    partOf: partOf(chart),
    hasPods: objects.some(({ placed, isAdded }) => !isAdded && placed.hook === undefined && podSpecOf(placed.object) !== undefined),
    tasks: objects.filter(({ placed }) => placed.hook?.on.includes('post-install') === true).flatMap(selectorOf),
    needed: neededData(objects.map(({ placed }) => placed.object)).map((need) => ({
      names: namesOf(chart, need),
      // what stands first is the name
      command: escapeText(needCommand(need, '<name>')).replace('<name>', '{{ . }}'),
    })),
    services: objects
      .filter((template) => isReached(chart, template, objects))
      .map((template) => ({
        title: escapeText(titleOf(chart, template)),
        service: serviceOf(chart, template),
        routes: objects.filter((route) => isRoute(route) && route.placed.workload === template.placed.workload).map(rendered),
      })),
  }
  return {
    'templates/NOTES.txt': prose('notes', { chart: chart.name, hasTests: hasTests(chart) }),
    'templates/_notes.tpl': prose('notes-helpers', data),
  }
}

/** The list of names under which components look for something: each has a value for it, where the name is not fixed. */
function namesOf({ values }: ChartDraft, { kind, name }: NeededData): string {
  const field = kind === 'config' ? 'existingConfigMaps' : 'existingSecrets'
  const paths = values.entries.map(({ path }) => path).filter((path) => path.length === 3 && path[1] === field && path[2] === name)
  return `list ${paths.length === 0 ? goText(name) : paths.map((path) => valueAt(path, '$root.Values')).join(' ')} | uniq`
}

/** The object as Helm renders it, so that what the notes say is what is there. */
function rendered({ path }: ChartTemplate): string {
  return `include (print $folder ${goText(path.replace(/^templates/, ''))}) $root | fromYaml`
}

/** A Service that an operator makes is not in the chart. */
function serviceOf({ draft }: ChartDraft, template: ChartTemplate): string {
  const { object } = template.placed
  if (object.kind === 'Service') return rendered(template)
  const ports = offeredService(draft, template.placed)?.spec?.ports ?? []
  return `dict "metadata" (dict "name" ${goText(object.metadata.name)}) "spec" (dict "ports" (list ${ports.map(({ port }) => `(dict "port" ${port})`).join(' ')}))`
}

function titleOf({ draft }: ChartDraft, { placed }: ChartTemplate): string {
  const workload = placed.workload === undefined ? undefined : draft.workloads.get(placed.workload)
  return workload?.name ?? placed.object.metadata.name
}

function partOf({ templates, name }: ChartDraft): string {
  return templates[0]?.placed.object.metadata.labels?.['app.kubernetes.io/part-of'] ?? name
}

/** A Service without an address of its own is there for the names of single pods; the one beside it is the way in. */
function isReached({ draft }: ChartDraft, { placed }: ChartTemplate, all: readonly ChartTemplate[]): boolean {
  const service = offeredService(draft, placed)
  if (service?.spec?.clusterIP !== 'None') return service !== undefined
  return !all.some((other) => {
    const beside = other.placed.folder === placed.folder ? offeredService(draft, other.placed) : undefined
    return beside !== undefined && beside.spec?.clusterIP !== 'None'
  })
}

/** The labels of a Job's pods, as `kubectl` takes them. */
function selectorOf({ placed: { object } }: ChartTemplate): readonly string[] {
  const labels = object.kind === 'Job' ? object.metadata.labels : undefined
  const keys = ['app.kubernetes.io/name', 'app.kubernetes.io/part-of']
  return labels === undefined ? [] : [keys.map((key) => `${key}=${labels[key] ?? ''}`).join(',')]
}

function isRoute({ placed: { object, isGiven } }: ChartTemplate): boolean {
  return !isGiven && (object.kind === 'Ingress' || object.kind === 'HTTPRoute')
}
