import { gatewayNamespaces } from '../../kubernetes/objects/network/gateway-namespaces.js'
import type { ChartDraft, ChartTemplate } from '../chart/chart-parts.js'
import { modelSchema } from '../values/model-schema.js'
import type { ValueSchema } from '../values/values.js'
import { flag, textMap, word } from './schemas.js'

/** Expressions of the values that all NetworkPolicies of a chart read. */
export interface NetworkValues {
  readonly enabled: string
  readonly extraIngress: string
  readonly extraEgress: string
  readonly dnsNamespace: string
  readonly dnsLabels: string
  readonly gatewayNamespace: string
  /** The namespace that is the default of `gatewayNamespace`. */
  readonly gateway: string
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
  const [gateway = ''] = gatewayNamespaces(chart.draft)
  return {
    enabled: add('enabled', true, 'Whether there are NetworkPolicies; without them everybody may connect to everybody.', flag, true),
    dnsNamespace: add('dnsNamespace', 'kube-system', 'Namespace of the cluster’s DNS.', word, true),
    gateway,
    gatewayNamespace: add(
      'gatewayNamespace',
      gateway,
      'Namespace of the pods that routes come from: those of the controller of Ingresses, or of the Gateway.',
      word,
      true,
    ),
    dnsLabels: add('dnsLabels', { 'k8s-app': 'kube-dns' }, 'Labels of the pods of the cluster’s DNS.', textMap),
    extraIngress: add(
      'extraIngress',
      [],
      'Further rules for what comes in, for all components, in the words of Kubernetes.',
      policyRules('Ingress'),
    ),
    extraEgress: add(
      'extraEgress',
      [],
      'Further rules for what goes out, for all components, such as to a database outside of the cluster, in the words of Kubernetes.',
      policyRules('Egress'),
    ),
  }
}

/** Gives the templates of NetworkPolicies. */
export function policiesOf({ templates }: ChartDraft): readonly ChartTemplate[] {
  return templates.filter(({ placed }) => placed.object.kind === 'NetworkPolicy' && placed.isGiven !== true)
}

/** Gives the schema of rules of one direction. */
export function policyRules(direction: string): ValueSchema {
  return { type: 'array', items: modelSchema(`V1NetworkPolicy${direction}Rule`) }
}
