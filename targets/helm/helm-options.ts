import { kubernetesOptions } from '../kubernetes/kubernetes-options.js'
import type { TargetOption } from '../target.js'

const { 'create-namespaces': _createNamespaces, 'flux-source': _fluxSource, 'flux-path': _fluxPath, waves, ...shared } = kubernetesOptions

/** Options of charts: those of Kubernetes, but for what concerns its files. What can be decided when a chart is installed is a value of the chart instead. */
export const helmOptions = {
  ...shared,
  waves: {
    ...waves,
    description: 'whether sync waves tell Argo CD the order; Flux orders releases by `dependsOn` of a HelmRelease',
    choices: ['none', 'argocd'],
  },
} as const satisfies Readonly<Record<string, TargetOption>>
