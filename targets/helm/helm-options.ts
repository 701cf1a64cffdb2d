import { kubernetesOptions } from '../kubernetes/kubernetes-options.js'
import type { TargetOption } from '../target.js'

const {
  'create-namespaces': _createNamespaces,
  'flux-source': _fluxSource,
  'flux-path': _fluxPath,
  waves,
  substrate,
  ...shared
} = kubernetesOptions

/** Options of charts: those of Kubernetes, but for what concerns its files. What can be decided when a chart is installed is a value of the chart instead. */
export const helmOptions = {
  ...shared,
  waves: {
    ...waves,
    description: 'whether sync waves tell Argo CD the order; Flux orders releases by `dependsOn` of a HelmRelease',
    choices: ['none', 'argocd'],
  },
  substrate: {
    ...substrate,
    description:
      'NATS, wadm and hosts for Wasm workloads: objects of ours; hosts of ours beside NATS and wadm of the chart `wasmcloud-platform`, which `helm dependency build` fetches; or what runs there already and is reached by `nats-url`',
    choices: ['own', 'platform', 'none'],
  },
} as const satisfies Readonly<Record<string, TargetOption>>
