import type { ChartTemplate } from '../chart/chart-parts.js'
import { isPlain, mapAt, mapsAt } from '../template/edit-template.js'
import { block, expression, forEach, joined, type TemplateMap, when, withValue } from '../template/nodes.js'
import { modelSchema } from '../values/model-schema.js'
import { valueKeys } from '../values/value-keys.js'
import type { ValueSchema } from '../values/values.js'
import { addTemplate, addValue, type Component, templatesOf } from './component.js'
import { annotationMap, flag, oneOf, word, words } from './schemas.js'
import { takeTexts } from './tune-metadata.js'

/**
 * Makes what leads to a component from outside values: each Ingress, and each HTTPRoute of Gateway API. A component with a Service that has neither
 * can be given an Ingress.
 */
export function tuneIngress(component: Component): void {
  const found = templatesOf(component, 'Ingress')
  const routes = templatesOf(component, 'HTTPRoute')
  const added = found.length + routes.length === 0 ? addIngress(component) : undefined
  for (const { template, path } of named(component, added === undefined ? found : [added], 'ingress')) tune(component, template, path)
  for (const { template, path } of named(component, routes, 'httpRoute')) tuneRoute(component, template, path)
}

/** The only one of a component has its values at `ingress`, several have them at `ingress.<name>`. */
function named(
  component: Component,
  templates: readonly ChartTemplate[],
  group: string,
): readonly { readonly template: ChartTemplate; readonly path: readonly string[] }[] {
  if (templates.length === 1) return templates.map((template) => ({ template, path: [group] }))
  const base = serviceOf(component)
  const names = templates
    .map(({ placed }) => placed.object.metadata.name)
    .map((name) => (name === base ? 'main' : name.replace(`${base}-`, '')))
  const keys = valueKeys(names, new Set(), '')
  component.chart.values.describe([component.key, group], `Each ${group === 'ingress' ? 'Ingress' : 'HTTPRoute'} by its name.`)
  return templates.map((template, at) => ({ template, path: [group, keys.get(names[at] ?? '') ?? ''] }))
}

function addIngress(component: Component): ChartTemplate | undefined {
  const service = templatesOf(component, 'Service').find(({ body }) => mapAt(body, 'spec')?.['clusterIP'] !== 'None')
  const port = mapsAt(mapAt(service?.body, 'spec'), 'ports').find(({ protocol }) => protocol === undefined)
  const { workload } = component
  if (service === undefined || workload === undefined || typeof port?.['port'] !== 'number') return undefined
  const { name } = service.placed.object.metadata
  const backend = { service: { name, port: { number: port['port'] } } }
  return addTemplate(component, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name },
    spec: { rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }] },
  })
}

function tune(component: Component, template: ChartTemplate, path: readonly string[]): void {
  const spec = mapAt(template.body, 'spec')
  if (spec === undefined || !isPlain(spec)) return
  const add = (key: string, value: unknown, comment: string, schema: ValueSchema, isRequired = false): string =>
    addValue(component, [...path, key], { value, comment, schema, isRequired })
  template.conditions.push(add('enabled', template.isAdded !== true, 'Whether there is an Ingress.', flag, true))
  const className = add(
    'className',
    spec['ingressClassName'] ?? '',
    'Class of the Ingress, which names its controller; that of the cluster where it is empty.',
    word,
  )
  const annotations = takeTexts(component.chart, template.body, 'annotations')
  template.more.annotations = add('annotations', annotations, 'Annotations of the Ingress, which tell its controller more.', annotationMap)
  template.more.labels = add('labels', takeTexts(component.chart, template.body, 'labels'), 'Labels of the Ingress.', annotationMap)
  const hosts = add(
    'hosts',
    mapsAt(spec, 'rules').map((rule) => hostOf(component, rule)),
    'Hosts, every one where the name is empty, and what of them leads to which port of a Service: that of this component where `service` is not said.',
    { type: 'array', items: hostSchema },
  )
  const tls = add('tls', mapsAt(spec, 'tls'), 'Secrets with certificates and their keys, and the hosts that they are for.', {
    type: 'array',
    items: modelSchema('V1IngressTLS'),
  })
  const { ingressClassName: _class, rules: _rules, tls: _tls, ...rest } = spec
  template.body['spec'] = {
    ingressClassName: withValue(className, expression('. | quote')),
    tls: withValue(tls, block('toYaml .')),
    rules: [forEach(hosts, ruleTemplate(component))],
    ...rest,
  }
}

/** The Service of the component where a path names none. */
function serviceOf({ chart, workload }: Component): string {
  return workload === undefined ? '' : chart.draft.nameOf(workload.id)
}

function hostOf(component: Component, rule: TemplateMap): object {
  const paths = mapsAt(mapAt(rule, 'http'), 'paths').map(({ path, pathType, backend }) => {
    const { name, port } = mapAt({ backend }, 'backend', 'service') ?? {}
    const { number, name: portName } = mapAt({ port }, 'port') ?? {}
    return { path, pathType, port: number ?? portName, ...(name !== serviceOf(component) && { service: name }) }
  })
  return { host: rule['host'] ?? '', paths }
}

function ruleTemplate(component: Component): TemplateMap {
  const service = {
    name: expression(`.service | default ${JSON.stringify(serviceOf(component))}`),
    port: joined(when('kindIs "string" .port', { name: expression('.port | quote') }, { number: expression('.port | int64') })),
  }
  return {
    host: withValue('.host', expression('. | quote')),
    http: {
      paths: [
        forEach('.paths', {
          path: expression('.path | quote'),
          pathType: expression('.pathType'),
          backend: { service },
        }),
      ],
    },
  }
}

const hostSchema: ValueSchema = {
  type: 'object',
  properties: {
    host: word,
    paths: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          path: word,
          pathType: oneOf('Prefix', 'Exact', 'ImplementationSpecific'),
          port: { type: ['integer', 'string'] },
          service: word,
        },
        required: ['path', 'pathType', 'port'],
        additionalProperties: false,
      },
    },
  },
  required: ['paths'],
  additionalProperties: false,
}

function tuneRoute(component: Component, template: ChartTemplate, path: readonly string[]): void {
  const spec = mapAt(template.body, 'spec')
  if (spec === undefined) return
  const add = (key: string, value: unknown, comment: string, schema: ValueSchema, isRequired = false): string =>
    addValue(component, [...path, key], { value, comment, schema, isRequired })
  template.conditions.push(add('enabled', true, 'Whether there is an HTTPRoute.', flag, true))
  const annotations = takeTexts(component.chart, template.body, 'annotations')
  template.more.annotations = add('annotations', annotations, 'Annotations of the HTTPRoute.', annotationMap)
  const parents = add(
    'parentRefs',
    spec['parentRefs'] ?? [],
    'The Gateways that the routes belong to: `name`, and `namespace` and `sectionName` where they are needed.',
    {
      type: 'array',
      items: {
        type: 'object',
        properties: { group: word, kind: word, name: word, namespace: word, sectionName: word, port: { type: 'integer' } },
        required: ['name'],
        additionalProperties: false,
      },
    },
  )
  const hosts = add('hostnames', spec['hostnames'] ?? [], 'Hosts; those of the Gateways where there are none.', words)
  const { parentRefs: _parents, hostnames: _hosts, ...rest } = spec
  template.body['spec'] = joined(
    { parentRefs: withValue(parents, block('toYaml .')) },
    { hostnames: withValue(hosts, block('toYaml .')) },
    rest,
  )
}
