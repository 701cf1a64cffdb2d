import { labelValue } from '../../kubernetes/objects/names.js'
import { substrateChart } from '../../kubernetes/objects/wasm/substrate-names.js'
import type { ChartDraft, ChartTemplate } from '../chart/chart-parts.js'
import { isTest } from '../chart/test-templates.js'
import { appendItems, isList, isPlain, mapAt, mapsAt } from '../template/edit-template.js'
import { block, expression, isMap, joined, type Template, type TemplateMap, withValue } from '../template/nodes.js'
import { modelSchema } from '../values/model-schema.js'
import { goText, type ValueSchema } from '../values/values.js'
import { flag, textMap, word } from './schemas.js'

/** Expressions of the values that all NetworkPolicies of a chart read. */
export interface NetworkValues {
  readonly enabled: string
  readonly extraIngress: string
  readonly extraEgress: string
  readonly dnsNamespace: string
  readonly dnsLabels: string
}

/** Adds the values that hold for all NetworkPolicies of a chart; nothing where it has none. */
export function networkValues(chart: ChartDraft): NetworkValues | undefined {
  if (policiesOf(chart).length === 0) return undefined
  chart.values.describe(
    ['networkPolicy'],
    'Who may connect to whom: every component has a NetworkPolicy of its own, which denies the rest.',
  )
  const add = (key: string, value: unknown, comment: string, schema: ValueSchema, isRequired = false): string =>
    chart.values.add({ path: ['networkPolicy', key], value, comment, schema, isRequired })
  return {
    enabled: add('enabled', true, 'Whether there are NetworkPolicies; without them everybody may connect to everybody.', flag, true),
    dnsNamespace: add('dnsNamespace', 'kube-system', 'Namespace of the cluster’s DNS.', word, true),
    dnsLabels: add('dnsLabels', { 'k8s-app': 'kube-dns' }, 'Labels of the pods of the cluster’s DNS.', textMap),
    extraIngress: add(
      'extraIngress',
      [],
      'Further rules for what comes in, for all components, in the words of Kubernetes.',
      rules('Ingress'),
    ),
    extraEgress: add(
      'extraEgress',
      [],
      'Further rules for what goes out, for all components, such as to a database outside of the cluster, in the words of Kubernetes.',
      rules('Egress'),
    ),
  }
}

/** Makes what the NetworkPolicies of a chart allow besides the edges of the graph values; peers in other applications follow `global.namespaces`. */
export function tuneNetwork(chart: ChartDraft, { enabled, extraIngress, extraEgress, dnsNamespace, dnsLabels }: NetworkValues): void {
  const policies = policiesOf(chart)
  const applications = applicationsByLabel(chart)
  for (const template of policies) {
    const { body, conditions, placed } = template
    conditions.push(enabled)
    const spec = mapAt(body, 'spec')
    if (spec === undefined) continue
    const key = chart.folders.get(placed.folder)
    for (const [field, end, extra] of [
      ['ingress', 'from', extraIngress],
      ['egress', 'to', extraEgress],
    ] as const) {
      for (const rule of mapsAt(spec, field)) {
        const peers = rule[end]
        if (isList(peers))
          rule[end] = peers.map((peer) => (isMap(peer) ? peerOf(chart, applications, peer, dnsNamespace, dnsLabels) : peer))
      }
      if (!isAllowed(spec, field) || isTest(template)) continue
      const own = field === 'ingress' ? 'extraIngress' : 'extraEgress'
      const direction = field === 'ingress' ? 'Ingress' : 'Egress'
      if (key === undefined) appendItems(spec, field, extra, block('toYaml .'))
      else {
        const value = chart.values.add({
          path: [key, 'networkPolicy', own],
          value: [],
          comment: `Further rules for what ${field === 'ingress' ? 'comes in' : 'goes out'}, in the words of Kubernetes.`,
          schema: rules(direction),
        })
        appendItems(spec, field, `concat ${value} ${extra}`, block('toYaml .'))
      }
    }
  }
}

function policiesOf({ templates }: ChartDraft): readonly ChartTemplate[] {
  return templates.filter(({ placed }) => placed.object.kind === 'NetworkPolicy' && placed.isGiven !== true)
}

function rules(direction: string): ValueSchema {
  return { type: 'array', items: modelSchema(`V1NetworkPolicy${direction}Rule`) }
}

/** A direction that the policy does not limit needs no rule. */
function isAllowed(spec: TemplateMap, field: 'ingress' | 'egress'): boolean {
  const types = spec['policyTypes']
  return !isList(types) || types.includes(field === 'ingress' ? 'Ingress' : 'Egress')
}

function peerOf(chart: ChartDraft, applications: ReadonlyMap<string, string>, peer: TemplateMap, dns: string, dnsLabels: string): Template {
  const labels = mapAt(peer, 'podSelector', 'matchLabels')
  const namespaces = mapAt(peer, 'namespaceSelector', 'matchLabels')
  if (labels?.['k8s-app'] === 'kube-dns' && namespaces !== undefined) {
    return {
      namespaceSelector: { matchLabels: { ...namespaces, 'kubernetes.io/metadata.name': expression(`${dns} | quote`) } },
      podSelector: { matchLabels: withValue(dnsLabels, block('toYaml .')) },
    }
  }
  const owner = labels?.['app.kubernetes.io/part-of']
  const application = typeof owner === 'string' ? applications.get(owner) : undefined
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
      const owner = mapAt(peer, 'podSelector', 'matchLabels')?.['app.kubernetes.io/part-of']
      const application = typeof owner === 'string' ? applications.get(owner) : undefined
      return application === undefined || application === chart.chart ? [] : [application]
    })
  })
  return [...new Set(found)]
}

/** By the value of the label `app.kubernetes.io/part-of`. */
function applicationsByLabel({ draft }: ChartDraft): ReadonlyMap<string, string> {
  return new Map([...draft.applications.keys(), substrateChart].map((name) => [labelValue(name), name]))
}
