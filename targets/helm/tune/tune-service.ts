import type { ChartTemplate } from '../chart/chart-parts.js'
import { mapAt, mapsAt, putEntry } from '../template/edit-template.js'
import { block, expression, type TemplateMap, when } from '../template/nodes.js'
import type { ValueSchema } from '../values/values.js'
import { addValue, type Component, templatesOf, valueIn } from './component.js'
import { annotationMap, count, oneOf, word, words } from './schemas.js'
import { takeTexts } from './tune-metadata.js'

/** Makes the Service of a component values: the one for those outside where there are two. The headless one of a StatefulSet stays as it is. */
export function tuneService(component: Component): void {
  const services = templatesOf(component, 'Service').filter(({ body }) => !isHeadless(body))
  const service = services.at(-1)
  const spec = mapAt(service?.body, 'spec')
  if (service === undefined || spec === undefined || spec['type'] === 'ExternalName') return
  const add = (key: string, value: unknown, comment: string, schema: ValueSchema, isRequired = false): string =>
    addValue(component, ['service', key], { value, comment, schema, isRequired })
  const given = spec['type']
  const type = add(
    'type',
    given ?? 'ClusterIP',
    'Who reaches the Service: the cluster (`ClusterIP`), whoever reaches a node (`NodePort`), or the clients of a load balancer (`LoadBalancer`).',
    oneOf('ClusterIP', 'NodePort', 'LoadBalancer'),
    true,
  )
  putEntry(spec, 'type', when(`ne ${type} "ClusterIP"`, expression(type)), 'selector', 'ports')
  service.more.annotations = add(
    'annotations',
    takeTexts(component.chart, service.body, 'annotations'),
    'Annotations of the Service.',
    annotationMap,
  )
  tunePorts(component, service)
  const loadBalancerClass = add('loadBalancerClass', '', 'Class of the load balancer.', word)
  const ranges = add(
    'loadBalancerSourceRanges',
    [],
    'Addresses, such as `203.0.113.0/24`, of which the load balancer takes clients; all where it is empty.',
    words,
  )
  const policy = add(
    'externalTrafficPolicy',
    '',
    'Whether traffic from outside goes to pods on its node only (`Local`), which keeps the address of the client, or to all (`Cluster`).',
    oneOf('', 'Cluster', 'Local'),
  )
  const isBalanced = `eq ${type} "LoadBalancer"`
  spec['loadBalancerClass'] = when(`and (${isBalanced}) ${loadBalancerClass}`, expression(`${loadBalancerClass} | quote`))
  spec['loadBalancerSourceRanges'] = when(`and (${isBalanced}) ${ranges}`, block(`toYaml ${ranges}`))
  spec['externalTrafficPolicy'] = when(`and (ne ${type} "ClusterIP") ${policy}`, expression(policy))
}

function tunePorts(component: Component, { body }: ChartTemplate): void {
  const type = valueIn(component, 'service', 'type')
  for (const port of mapsAt(mapAt(body, 'spec'), 'ports')) {
    const { name, nodePort } = port
    if (typeof name !== 'string') continue
    const value = addValue(component, ['service', 'nodePorts', name], {
      value: nodePort ?? null,
      comment: `Port of every node that leads to \`${name}\`, where the type is \`NodePort\` or \`LoadBalancer\`; Kubernetes chooses one where none is given.`,
      schema: { ...count(1, 65535), type: ['integer', 'null'] },
    })
    port['nodePort'] = when(`and (ne ${type} "ClusterIP") ${value}`, expression(`${value} | int64`))
  }
}

function isHeadless(body: TemplateMap): boolean {
  return mapAt(body, 'spec')?.['clusterIP'] === 'None'
}
