import type { ChartTemplate } from '../chart/chart-parts.js'
import { mapAt } from '../template/edit-template.js'
import { block, expression, isInstruction, node, type TemplateMap, text, when, withValue } from '../template/nodes.js'
import type { ValueSchema } from '../values/values.js'
import { addValue, type Component } from './component.js'
import { flag, oneOf, optionalCount, word } from './schemas.js'

/** Makes how often a task runs, how long, and when, values. */
export function tuneTask(component: Component): void {
  const { work } = component
  const kind = work?.placed.object.kind
  const spec = mapAt(work?.body, 'spec')
  if (spec === undefined || (kind !== 'Job' && kind !== 'CronJob')) return
  if (kind === 'CronJob') tuneSchedule(component, spec)
  const job = kind === 'Job' ? spec : mapAt(spec, 'jobTemplate', 'spec')
  if (job === undefined) return
  const number = (map: TemplateMap, field: string, comment: string): void => tuneNumber(component, map, field, comment)
  number(job, 'parallelism', 'How many pods run at a time; Kubernetes takes one.')
  number(job, 'completions', 'How many pods have to end well; Kubernetes takes one.')
  number(job, 'backoffLimit', 'How often a run that failed is tried again; Kubernetes tries six times.')
  number(job, 'activeDeadlineSeconds', 'Seconds after which a run is ended.')
  number(job, 'ttlSecondsAfterFinished', 'Seconds after which a run that has ended is removed.')
}

function tuneSchedule(component: Component, spec: TemplateMap): void {
  const add = (path: string, value: unknown, comment: string, schema: ValueSchema, isRequired = false): string =>
    addValue(component, [path], { value, comment, schema, isRequired })
  spec['schedule'] = expression(
    `${add('schedule', spec['schedule'], 'When it runs, in five fields: minute, hour, day of the month, month, day of the week.', word, true)} | quote`,
  )
  spec['timeZone'] = withValue(
    add('timeZone', spec['timeZone'] ?? '', 'Time zone of the schedule, such as `Europe/Berlin`.', word),
    expression('. | quote'),
  )
  spec['suspend'] = withValue(add('suspend', spec['suspend'] ?? false, 'Lets it not run for now.', flag), expression('.'))
  const policies = oneOf('', 'Allow', 'Forbid', 'Replace')
  const policy = add(
    'concurrencyPolicy',
    spec['concurrencyPolicy'] ?? '',
    'What happens when a run is due while another one goes on.',
    policies,
  )
  spec['concurrencyPolicy'] = withValue(policy, expression('.'))
  tuneNumber(component, spec, 'startingDeadlineSeconds', 'Seconds within which a run that could not start in time may still start.')
  tuneNumber(component, spec, 'successfulJobsHistoryLimit', 'How many runs that ended well are kept; Kubernetes keeps three.')
  tuneNumber(component, spec, 'failedJobsHistoryLimit', 'How many runs that failed are kept; Kubernetes keeps one.')
}

/** Zero is a number as well, so that its absence is asked for and not its value. */
function tuneNumber(component: Component, map: TemplateMap, field: string, comment: string): void {
  const given = map[field]
  if (given !== undefined && typeof given !== 'number') return
  const value = addValue(component, [field], { value: given ?? null, comment, schema: optionalCount })
  const template = map['template'] ?? map['jobTemplate']
  const last = 'template' in map ? 'template' : 'jobTemplate'
  delete map[last]
  map[field] = when(`not (kindIs "invalid" ${value})`, expression(`${value} | int64`))
  map[last] = template
}

/**
 * Lets the name of a Job end with a hash of what it runs: that cannot be changed, so whoever changes a value gets a new Job. The specification is a named template,
 * of which Helm takes the hash.
 */
export function nameJob({ chart, work, folder }: Component): void {
  if (work === undefined || work.placed.object.kind !== 'Job') return
  const template: ChartTemplate = work
  const spec = mapAt(template.body, 'spec')
  const [, base] = /^(.+)-[0-9a-f]{8,}$/.exec(template.placed.object.metadata.name) ?? []
  const metadata = mapAt(template.body, 'metadata')
  if (spec === undefined || base === undefined || metadata === undefined) return
  const definition = `${chart.name}.${folder}.spec`
  template.definitions.set(definition, spec)
  metadata['name'] = text(`${base}-`, expression(`include "${definition}" . | sha256sum | trunc 8`))
  // what is printed under a condition begins with a line break
  const [first] = Object.values(spec)
  const isGuarded = isInstruction(first) && first[node] === 'guarded'
  template.body['spec'] = block(`include "${definition}" .${isGuarded ? ' | trimPrefix "\\n"' : ''}`)
}
