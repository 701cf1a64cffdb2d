import { mapAt, mapsAt, putEntry } from '../template/edit-template.js'
import { block, expression, joined, type TemplateMap, withValue } from '../template/nodes.js'
import { modelSchema } from '../values/model-schema.js'
import { addValue, type Component, templatesOf } from './component.js'
import { annotationMap, count, labelMap, word } from './schemas.js'
import { tuneBlock } from './tune-block.js'
import { tuneEnv } from './tune-env.js'
import { tuneImageName } from './tune-image.js'
import { tunePullSecrets } from './tune-pod.js'
import { tuneReference } from './tune-reference.js'

/** Makes what people tune of a Spin application values (SpinApp): what the operator makes its pods of. */
export function tuneSpin(component: Component): void {
  const [app] = templatesOf(component, 'SpinApp')
  const spec = mapAt(app?.body, 'spec')
  if (app === undefined || spec === undefined) return
  spec['executor'] = expression(
    `${addValue(component, ['executor'], { value: spec['executor'], comment: 'SpinAppExecutor that runs the application, which exists in its namespace.', schema: word, isRequired: true })} | quote`,
  )
  tuneImageName(component, spec, [])
  tunePullSecrets(component, spec, 'replicas', 'enableAutoscaling')
  if (typeof spec['replicas'] === 'number')
    spec['replicas'] = expression(
      `${addValue(component, ['replicas'], { value: spec['replicas'], comment: 'How many pods run.', schema: count(1), isRequired: true })} | int64`,
    )
  tuneVariables(component, spec)
  for (const option of optionsOf(mapAt(spec, 'runtimeConfig'))) tuneReference(component, mapAt(option, 'valueFrom') ?? {})
  tuneBlock(component, spec, 'resources', {
    path: ['resources'],
    comment: 'Processor, memory and ephemeral storage: what is requested, and the most that is allowed.',
    schema: modelSchema('V1ResourceRequirements'),
    empty: {},
  })
  app.more.labels = addValue(component, ['labels'], { value: {}, comment: 'Labels of the SpinApp besides.', schema: labelMap })
  app.more.annotations = addValue(component, ['annotations'], {
    value: {},
    comment: 'Annotations of the SpinApp besides.',
    schema: annotationMap,
  })
  addTexts(component, spec, 'podLabels', 'Labels of the pods besides.', labelMap)
  addTexts(component, spec, 'podAnnotations', 'Annotations of the pods besides.', annotationMap)
  addTexts(component, spec, 'serviceAnnotations', 'Annotations of the Service that the operator makes.', annotationMap)
}

/** Variables of Spin have the form of environment. */
function tuneVariables(component: Component, spec: TemplateMap): void {
  const holder: TemplateMap = { env: spec['variables'] }
  tuneEnv(component, holder, [], 'Variable')
  putEntry(spec, 'variables', holder['env'], 'runtimeConfig', 'checks', 'resources')
}

function optionsOf(config: TemplateMap | undefined): readonly TemplateMap[] {
  const stores = [...mapsAt(config, 'keyValueStores'), ...mapsAt(config, 'sqliteDatabases'), mapAt(config, 'llmCompute')]
  return stores.flatMap((store) => mapsAt(store, 'options'))
}

function addTexts(component: Component, spec: TemplateMap, field: string, comment: string, schema: typeof labelMap): void {
  const value = addValue(component, [field], { value: {}, comment, schema })
  const texts = withValue(value, block(`include "${component.chart.name}.texts" .`))
  const own = mapAt(spec, field)
  spec[field] = own === undefined || Object.keys(own).length === 0 ? texts : joined(own, texts)
}
