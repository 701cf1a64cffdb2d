import type { ChartDraft, ChartTemplate } from '../chart/chart-parts.js'
import { mapAt, mapsAt, putEntry } from '../template/edit-template.js'
import { block, expression, isInstruction, isMap, joined, node, type Template, type TemplateMap, withValue } from '../template/nodes.js'
import { valueAt } from '../values/values.js'

/**
 * Lets Helm run what is for a moment in the life of a release (Helm, chart hooks): it waits for its end, and fails with it. What has succeeded goes at once,
 * because `helm uninstall` leaves hooks where they are; what has failed stays for its log until the next run.
 */
export function tuneHooks(chart: ChartDraft): void {
  for (const template of chart.templates) {
    const { body, placed } = template
    const metadata = mapAt(body, 'metadata')
    const { hook } = placed
    if (metadata === undefined || hook === undefined) continue
    metadata['annotations'] = withEntries(metadata['annotations'], {
      'helm.sh/hook': hook.on.join(','),
      'helm.sh/hook-weight': `${hook.weight}`,
      'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
    })
    if (hook.isChartOnly) shareValues(chart, template)
  }
}

/** What runs before the end has no values of its own: its image, its machines and the address of the lattice are those of what runs after the beginning. */
function shareValues({ name, folders }: ChartDraft, { body, placed }: ChartTemplate): void {
  const key = folders.get(placed.folder)
  const spec = mapAt(body, 'spec', 'template', 'spec')
  const [container] = mapsAt(spec, 'containers')
  if (key === undefined || spec === undefined || container === undefined) return
  container['image'] = expression(`include "${name}.image" (list . ${valueAt([key, 'image'])}) | quote`)
  container['imagePullPolicy'] = withValue(valueAt([key, 'image', 'pullPolicy']), expression('.'))
  for (const variable of mapsAt(container, 'env')) shareVariable(key, variable)
  const secrets = `include "${name}.imagePullSecrets" (list . ${valueAt([key, 'imagePullSecrets'])})`
  putEntry(spec, 'imagePullSecrets', withValue(secrets, block('.')), 'containers')
  for (const field of ['nodeSelector', 'tolerations']) spec[field] = withValue(valueAt([key, field]), block('toYaml .'))
}

/** Where the lattice is, both are told alike. */
function shareVariable(key: string, variable: TemplateMap): void {
  const { name, value } = variable
  if (typeof name !== 'string' || !/^(NATS_HOST|NATS_PORT|LATTICE)$/.test(name)) return
  const shared = valueAt([key, 'env', name])
  const [piece] = isInstruction(value) && value[node] === 'text' ? value.parts : []
  const usual = typeof piece === 'object' ? ` | default (${piece.go})` : ''
  variable['value'] = expression(`${shared}${usual} | quote`)
}

/** Puts entries before annotations of which a value of the chart may already be a part. */
function withEntries(annotations: Template | undefined, entries: TemplateMap): Template {
  if (isMap(annotations)) return { ...entries, ...annotations }
  if (annotations === undefined || !isInstruction(annotations)) return entries
  switch (annotations[node]) {
    case 'joined':
      return joined(entries, ...annotations.parts)
    case 'block':
    case 'guarded':
      return joined(entries, annotations)
    default:
      return entries
  }
}
