import { labelValue } from '../../kubernetes/objects/names.js'
import { substrateChart } from '../../kubernetes/objects/wasm/substrate-names.js'
import { hostGroupLabel } from '../../kubernetes/objects/wasmcloud2/runtime-two.js'
import type { ChartDraft } from '../chart/chart-parts.js'
import { isTest } from '../chart/test-templates.js'
import { isList, isPlain, mapAt, mapsAt, putEntry } from '../template/edit-template.js'
import {
  block,
  expression,
  isInstruction,
  isMap,
  joined,
  node,
  type Template,
  type TemplateMap,
  when,
  withValue,
} from '../template/nodes.js'
import { goText } from '../values/values.js'
import type { Component } from './component.js'
import { closeDoors, type Door, doorsOf, isNamespace, rulesIn } from './network-doors.js'
import { type NetworkValues, policiesOf, policyRules } from './network-values.js'

/** Makes what the NetworkPolicies of a chart allow besides the edges of the graph values; peers in other applications follow `global.namespaces`. */
export function tuneNetwork(chart: ChartDraft, values: NetworkValues, components: readonly Component[]): void {
  const applications = applicationsByLabel(chart)
  for (const template of policiesOf(chart)) {
    const { body, conditions, placed } = template
    conditions.push(values.enabled)
    const spec = mapAt(body, 'spec')
    if (spec === undefined) continue
    for (const [field, end] of [
      ['ingress', 'from'],
      ['egress', 'to'],
    ] as const) {
      const component = components.find(({ folder }) => folder === placed.folder)
      if (field === 'ingress' && component !== undefined) closeDoors(component, spec, values)
      for (const rule of rulesIn(spec, field)) {
        const peers = rule[end]
        if (isList(peers)) rule[end] = peers.map((peer) => (isMap(peer) ? peerOf(chart, applications, peer, values) : peer))
      }
      if (!isAllowed(spec, field) || isTest(template)) continue
      const doors = field === 'ingress' && component !== undefined ? doorsOf(component, values) : []
      addRules(spec, field, doors, extraRules(chart, component, values, field))
    }
  }
}

/** Gives the expression of the list of rules that people add, for the component and for all. */
function extraRules(chart: ChartDraft, component: Component | undefined, values: NetworkValues, field: 'ingress' | 'egress'): string {
  const all = field === 'ingress' ? values.extraIngress : values.extraEgress
  if (component === undefined) return all
  const own = chart.values.add({
    path: [component.key, 'networkPolicy', field === 'ingress' ? 'extraIngress' : 'extraEgress'],
    value: [],
    comment: `Further rules for what ${field === 'ingress' ? 'comes in' : 'goes out'}, in the words of Kubernetes.`,
    schema: policyRules(field === 'ingress' ? 'Ingress' : 'Egress'),
  })
  return `concat ${own} ${all}`
}

/** A list without items would be a null, so that where no rule is there in each case, the key has the conditions of all. */
function addRules(spec: TemplateMap, field: string, doors: readonly Door[], extra: string): void {
  const given = spec[field]
  const fixed = isList(given) ? given : []
  const pieces = [
    ...(fixed.length > 0 ? [fixed] : []),
    ...doors.map(({ condition, rules }) => when(condition, rules)),
    withValue(extra, block('toYaml .')),
  ]
  const conditions = [...fixed.map(conditionOf), ...doors.map(({ condition }) => condition)]
  if (conditions.includes(undefined)) spec[field] = joined(...pieces)
  else if (conditions.length === 0) putEntry(spec, field, withValue(extra, block('toYaml .')), 'egress')
  else
    putEntry(
      spec,
      field,
      when(`or ${[...conditions, extra].map((condition = '') => operand(condition)).join(' ')}`, joined(...pieces)),
      'egress',
    )
}

/** Gives the condition under which a rule is there; nothing where it always is. */
function conditionOf(rule: Template): string | undefined {
  return isInstruction(rule) && rule[node] === 'guarded' && rule.opener.startsWith('if ') ? rule.opener.slice(3) : undefined
}

function operand(condition: string): string {
  return condition.includes(' ') ? `(${condition})` : condition
}

/** A direction that the policy does not limit needs no rule. */
function isAllowed(spec: TemplateMap, field: 'ingress' | 'egress'): boolean {
  const types = spec['policyTypes']
  return !isList(types) || types.includes(field === 'ingress' ? 'Ingress' : 'Egress')
}

function peerOf(chart: ChartDraft, applications: ReadonlyMap<string, string>, peer: TemplateMap, values: NetworkValues): Template {
  const { dnsNamespace, dnsLabels, gateway, gatewayNamespace } = values
  const labels = mapAt(peer, 'podSelector', 'matchLabels')
  const namespaces = mapAt(peer, 'namespaceSelector', 'matchLabels')
  if (labels?.['k8s-app'] === 'kube-dns' && namespaces !== undefined) {
    return {
      namespaceSelector: { matchLabels: { ...namespaces, 'kubernetes.io/metadata.name': expression(`${dnsNamespace} | quote`) } },
      podSelector: { matchLabels: withValue(dnsLabels, block('toYaml .')) },
    }
  }
  if (isNamespace(peer, gateway))
    return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': expression(`${gatewayNamespace} | quote`) } } }
  const application = applicationOf(applications, labels)
  if (application === undefined || application === chart.chart || !isPlain(peer)) return peer
  const namespace = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': expression('. | quote') } } }
  return joined(
    { podSelector: peer['podSelector'] },
    withValue(`include "${chart.name}.otherNamespace" (list . ${goText(application)})`, namespace),
  )
}

/** Gives the applications whose pods the NetworkPolicies of a chart name, without its own. */
export function peersOf(chart: ChartDraft): readonly string[] {
  const applications = applicationsByLabel(chart)
  const found = policiesOf(chart).flatMap(({ body }) => {
    const spec = mapAt(body, 'spec')
    const peers = [
      ...mapsAt(spec, 'ingress').flatMap((rule) => mapsAt(rule, 'from')),
      ...mapsAt(spec, 'egress').flatMap((rule) => mapsAt(rule, 'to')),
    ]
    return peers.flatMap((peer) => {
      const application = applicationOf(applications, mapAt(peer, 'podSelector', 'matchLabels'))
      return application === undefined || application === chart.chart ? [] : [application]
    })
  })
  return [...new Set(found)]
}

/** Gives the application of the pods with these labels; hosts of wasmCloud 2 are pods of its operator's chart, and stand where those of wasmCloud 1 do. */
function applicationOf(applications: ReadonlyMap<string, string>, labels: TemplateMap | undefined): string | undefined {
  if (labels !== undefined && hostGroupLabel in labels) return substrateChart
  const owner = labels?.['app.kubernetes.io/part-of']
  return typeof owner === 'string' ? applications.get(owner) : undefined
}

/** By the value of the label `app.kubernetes.io/part-of`. */
function applicationsByLabel({ draft }: ChartDraft): ReadonlyMap<string, string> {
  return new Map([...draft.applications.keys(), substrateChart].map((name) => [labelValue(name), name]))
}
