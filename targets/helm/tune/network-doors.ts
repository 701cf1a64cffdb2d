import { isList, mapAt, mapsAt } from '../template/edit-template.js'
import { expression, isInstruction, isMap, node, type Template, type TemplateMap, when } from '../template/nodes.js'
import { toTemplate, toTemplateMap } from '../template/to-template.js'
import { type Component, templatesOf, valueIn } from './component.js'
import type { NetworkValues } from './network-values.js'

/** Rules that hold under a condition. */
export interface Door {
  readonly condition: string
  readonly rules: Template
}

/** Gives what values open to those outside: an Ingress that the plan does not ask for, and a Service that the plan keeps inside. */
export function doorsOf(component: Component, { gatewayNamespace }: NetworkValues): readonly Door[] {
  const service = templatesOf(component, 'Service').find(({ body }) => mapAt(body, 'spec')?.['clusterIP'] !== 'None')
  const object = service?.placed.object
  const spec = object !== undefined && object.kind === 'Service' && 'spec' in object ? toTemplate(object.spec) : undefined
  const ports = isMap(spec) ? mapsAt(spec, 'ports') : []
  if (component.workload === undefined || ports.length === 0 || !isMap(spec)) return []
  const open = (from: readonly Template[]): Template => [
    {
      ...(from.length > 0 && { from: [...from] }),
      ports: ports.map(({ targetPort, port, protocol }) => ({ port: targetPort ?? port, protocol })),
    },
  ]
  const isRouted = templatesOf(component, 'Ingress').some(({ isAdded }) => isAdded === true)
  const gateway = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': expression(`${gatewayNamespace} | quote`) } } }
  return [
    ...(isRouted ? [{ condition: valueIn(component, 'ingress', 'enabled'), rules: open([gateway]) }] : []),
    ...(spec['type'] === undefined ? [{ condition: `ne ${valueIn(component, 'service', 'type')} "ClusterIP"`, rules: open([]) }] : []),
  ]
}

/** Lets what comes from outside by the manifest's own routes and Service come in only as long as values keep them. */
export function closeDoors(component: Component, spec: TemplateMap, { gateway }: NetworkValues): void {
  const rules = spec['ingress']
  if (!isList(rules) || component.workload === undefined) return
  const { chart, workload } = component
  const name = chart.draft.nameOf(workload.id)
  const routes = chart.templates.filter(({ placed: { object } }) => object.kind === 'Ingress' || object.kind === 'HTTPRoute')
  const own = routes.filter(({ placed }) => placed.workload === workload.id)
  const isOthers = routes.some((route) => !own.includes(route) && JSON.stringify(route.placed.object).includes(`"${name}"`))
  const switches = own.flatMap(({ conditions }) => conditions)
  const service = templatesOf(component, 'Service').at(-1)
  const { type } = mapAt(service && toTemplateMap(service.placed.object), 'spec') ?? {}
  const hasHostPort = JSON.stringify(component.work?.placed.object ?? {}).includes('"hostPort"')
  spec['ingress'] = rules.map((rule) => {
    if (!isMap(rule)) return rule
    const peers = mapsAt(rule, 'from')
    const isGateway = peers.length > 0 && peers.every((peer) => isNamespace(peer, gateway))
    if (isGateway && !isOthers && switches.length > 0)
      return when(switches.length === 1 ? (switches[0] ?? '') : `or ${switches.join(' ')}`, rule)
    const isExposed = rule['from'] === undefined && typeof type === 'string' && type !== 'ExternalName' && !hasHostPort
    return isExposed ? when(`ne ${valueIn(component, 'service', 'type')} "ClusterIP"`, rule) : rule
  })
}

/** The rules of a policy, those under a condition as well. */
export function rulesIn(spec: TemplateMap, field: string): readonly TemplateMap[] {
  const list = spec[field]
  if (!isList(list)) return []
  return list.flatMap((rule) => {
    if (isMap(rule)) return [rule]
    return isInstruction(rule) && rule[node] === 'guarded' && isMap(rule.body) ? [rule.body] : []
  })
}

/** Tells whether a peer is all pods of a namespace. */
export function isNamespace(peer: TemplateMap, namespace: string): boolean {
  return peer['podSelector'] === undefined && mapAt(peer, 'namespaceSelector', 'matchLabels')?.['kubernetes.io/metadata.name'] === namespace
}
