import type { TargetOption } from '../target.js'
import { networkOptions } from './network-options.js'
import { spinOptions } from './objects/spin/spin-options.js'
import { wasmcloud2Options } from './objects/wasmcloud2/wasmcloud2-options.js'
import { wasmOptions } from './wasm-options.js'

/** Options that the kubernetes and helm targets share; what a chart has as a value is no option of the chart. */
export const kubernetesOptions = {
  name: { description: 'name of the whole: of the umbrella chart and of the wasmCloud lattice', default: 'lattice' },
  namespace: { description: 'namespace of all applications, whatever their manifests say', default: '' },
  namespaces: {
    description: 'where an application runs whose manifest names no namespace: where it is applied, or in a namespace of its own name',
    default: 'manifest',
    choices: ['manifest', 'application'],
  },
  ...networkOptions,
  'create-namespaces': {
    description:
      'whether Namespaces are written: those that `namespaces=application` gives to applications, all that any application is in, or none (charts: a value of the umbrella)',
    default: 'application',
    choices: ['application', 'all', 'none'],
  },
  wait: {
    description: 'whether an init container waits until what a workload links to, or comes after, takes TCP connections',
    default: 'none',
    choices: ['none', 'links'],
  },
  waves: {
    description:
      'how a GitOps tool learns the order: by sync waves of Argo CD, or by objects of Flux, one for each application (not for charts)',
    default: 'none',
    choices: ['none', 'argocd', 'flux'],
  },
  'flux-source': { description: 'kind and name of the source that Flux finds the output in', default: 'GitRepository/flux-system' },
  'flux-path': { description: 'path of the output in that source', default: './kubernetes' },
  registry: {
    description:
      'registry of images that are built from sources and that no record of images names; the tag is the version of the application',
    default: '',
  },
  'tools-image': { description: 'image with busybox in /bin, for what waits and what hands manifests over', default: 'busybox:1' },
  'external-secrets': {
    description:
      'store from which the External Secrets Operator makes the Secrets that are needed: a SecretStore by its name, or `ClusterSecretStore/<name>`; where nothing is said, Secrets are there already',
    default: '',
  },
  'external-secrets-key': {
    description: 'name under which that store keeps a secret; `{secret}` and `{application}` stand for names',
    default: '{secret}',
  },
  ...wasmOptions,
  concurrency: {
    description: 'what scales by requests at once: nothing, or KEDA by what Prometheus counts',
    default: 'none',
    choices: ['none', 'keda'],
  },
  prometheus: {
    description: 'where KEDA asks Prometheus',
    default: 'http://prometheus-operated.monitoring.svc:9090',
  },
  'concurrency-query': {
    description:
      'PromQL for the requests that a workload has at once, with `{service}`, `{application}` and `{component}`; by default those that ingress-nginx has with it, on average of a minute',
    default: 'sum(rate(nginx_ingress_controller_request_duration_seconds_sum{service="{service}"}[1m]))',
  },
  ...spinOptions,
  ...wasmcloud2Options,
} as const satisfies Readonly<Record<string, TargetOption>>
