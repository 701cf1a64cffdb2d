import type { TargetOption } from '../target.js'

/** Options about who reaches what: policies and routes. */
export const networkOptions = {
  'network-policy': {
    description: 'a NetworkPolicy for each workload, which allows the edges of the graph, routes, exposed ports and DNS; or none at all',
    default: 'graph',
    choices: ['graph', 'none'],
  },
  egress: {
    description:
      'where workloads may connect to: along the graph only, to public addresses too (`internet`), or to whatever they like (`open`); what comes in stays the graph’s',
    default: 'graph',
    choices: ['graph', 'internet', 'open'],
  },
  'gateway-namespace': {
    description:
      'namespaces of the pods that routes come from, separated by commas; `ingress-nginx` where nothing is said, or that of the Gateway',
    default: '',
  },
  routing: {
    description: 'what a route is: an Ingress, or an HTTPRoute of Gateway API (`gateway`)',
    default: 'ingress',
    choices: ['ingress', 'gateway'],
  },
  'gateway-name': {
    description: 'the Gateway of all routes, with `routing=gateway`: `<namespace>/<name>`, or a name in their own namespace',
    default: '',
  },
  'ingress-class': { description: 'class of the routes that name none, or `nginx`, which means the same (KubeVela)', default: 'nginx' },
  'ingress-controller': {
    description: 'what serves the classes: ingress-nginx where the name of the class says so, or ingress-nginx whatever their names are',
    default: 'by-class',
    choices: ['by-class', 'nginx'],
  },
  'tls-issuer': {
    description:
      'cert-manager issuer of certificates for the hosts of routes that name no secret: a ClusterIssuer, or `Issuer/<name>` in the namespace of the route',
    default: '',
  },
} as const satisfies Readonly<Record<string, TargetOption>>
