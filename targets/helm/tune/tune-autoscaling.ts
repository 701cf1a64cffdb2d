import { isList, mapAt, mapsAt } from '../template/edit-template.js'
import { block, expression, isInstruction, isMap, joined, type Template, type TemplateMap, withValue } from '../template/nodes.js'
import { modelSchema } from '../values/model-schema.js'
import type { ValueSchema } from '../values/values.js'
import { addTemplate, addValue, type Component, templatesOf } from './component.js'
import { count, flag } from './schemas.js'

/** Makes the autoscaler of a component values; one that has none can be given one. */
export function tuneAutoscaling(component: Component): void {
  const { work } = component
  if (work === undefined) return
  const { kind, apiVersion, metadata } = work.placed.object
  const found = templatesOf(component, 'HorizontalPodAutoscaler')[0]
  const hasReplicas = isInstruction(mapAt(work.body, 'spec')?.['replicas'])
  if ((kind !== 'Deployment' && kind !== 'StatefulSet') || (found === undefined && !hasReplicas)) return
  const template =
    found ??
    addTemplate(component, {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: metadata.name },
      spec: { scaleTargetRef: { apiVersion, kind, name: metadata.name }, minReplicas: 1, maxReplicas: 5 },
    })
  const spec = mapAt(template.body, 'spec') ?? {}
  const add = (key: string, value: unknown, comment: string, schema: ValueSchema, isRequired = false): string =>
    addValue(component, ['autoscaling', key], { value, comment, schema, isRequired })
  template.conditions.push(
    add('enabled', found !== undefined, 'Lets a HorizontalPodAutoscaler decide the number of pods; it needs a metrics server.', flag, true),
  )
  const fewest = add('minReplicas', spec['minReplicas'] ?? 1, 'The fewest pods.', count(1), true)
  const most = add('maxReplicas', spec['maxReplicas'] ?? 5, 'The most pods.', count(1), true)
  const metrics = mapsAt(spec, 'metrics')
  const goal = (resource: string): number | undefined =>
    metrics.map((metric) => utilization(metric, resource)).find((percent) => percent !== undefined)
  const [cpu, memory] = [goal('cpu'), goal('memory')]
  const ofCpu = add(
    'targetCPUUtilizationPercentage',
    cpu ?? (found === undefined ? 80 : 0),
    'Percent of the requested processor time that pods use on average; 0 for no such goal.',
    count(0),
  )
  const ofMemory = add(
    'targetMemoryUtilizationPercentage',
    memory ?? 0,
    'Percent of the requested memory that pods use on average; 0 for no such goal.',
    count(0),
  )
  const others = metrics.filter((metric) => utilization(metric, 'cpu') === undefined && utilization(metric, 'memory') === undefined)
  const further = add('metrics', others, 'Further goals, in the words of Kubernetes.', {
    type: 'array',
    items: modelSchema('V2MetricSpec'),
  })
  const behavior = add(
    'behavior',
    spec['behavior'] ?? {},
    'How fast the number of pods changes.',
    modelSchema('V2HorizontalPodAutoscalerBehavior'),
  )
  spec['minReplicas'] = expression(`${fewest} | int64`)
  spec['maxReplicas'] = expression(`${most} | int64`)
  spec['metrics'] = joined(
    withValue(ofCpu, [resourceMetric('cpu')]),
    withValue(ofMemory, [resourceMetric('memory')]),
    withValue(further, block('toYaml .')),
  )
  spec['behavior'] = withValue(behavior, block('toYaml .'))
}

function utilization(metric: TemplateMap, resource: string): number | undefined {
  const { name, target } = mapAt(metric, 'resource') ?? {}
  const percent = name === resource && isMap(target) ? target['averageUtilization'] : undefined
  return typeof percent === 'number' && !isList(percent) ? percent : undefined
}

function resourceMetric(name: string): Template {
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization: expression('. | int64') } } }
}
