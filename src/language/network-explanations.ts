import type { StageExplanation } from './explanations.js'
import { says } from './says.js'

/** What targets say of routes, and of who may reach whom. */
export const networkExplanations: readonly StageExplanation[] = [
  says(
    'target/ingress-class',
    'info',
    'a route names the class of its Ingress in the way that Kubernetes has today',
    'The annotation `kubernetes.io/ingress.class` is deprecated since Kubernetes 1.18 and the API server warns of it, so that the class stands in `spec.ingressClassName`. With Gateway API the Gateway is chosen by name.',
  ),
  says(
    'target/namespace-unknown',
    'info',
    'applications that talk to each other name their namespaces all, or none does',
    'A NetworkPolicy names its peers by namespace and labels. Where one is chosen by whoever applies the objects, the policy of another namespace can go by the labels alone.',
  ),
  says(
    'target/route-protocol',
    'warning',
    'what serves a route asks the container in the protocol that it speaks',
    'An Ingress has no word for the protocol of a backend. ingress-nginx is told by an annotation, and for gRPC alone; other controllers have annotations of their own.',
  ),
  says(
    'target/route-rewrite',
    'warning',
    'a route that rewrites its path is served by something that can do it',
    'An Ingress has no word for it. For ingress-nginx there are annotations, Gateway API has a filter; for another controller the path reaches the container unchanged.',
  ),
  says(
    'target/route-taken',
    'warning',
    'a host and path lead to one place where one gateway serves all classes',
    'On Kubernetes routes of different classes are separate gateways; where there is one for all, the first workload gets the requests.',
  ),
  says(
    'target/route-tls',
    'warning',
    'the certificate of a route is where the platform looks for it',
    'With Gateway API certificates belong to the listeners of the Gateway, which whoever runs the cluster makes.',
  ),
]
