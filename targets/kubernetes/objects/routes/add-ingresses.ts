import type { V1HTTPIngressPath, V1IngressRule, V1IngressTLS } from '@kubernetes/client-node'
import type { Route } from '../../../../src/plan/plan.js'
import { type RouteBackend, type RoutedWorkload, routeBackend } from '../../../route-backend.js'
import { some, someOf } from '../../../some.js'
import type { Wire } from '../kinds.js'
import type { ObjectDraft } from '../object-draft.js'
import { needSecret } from '../pod/needs.js'
import { userTexts } from '../user-texts.js'
import { ingressClass, isNginx, reportClassPlace } from './ingress-class.js'
import { issuerAnnotation } from './issuer-annotation.js'
import { nginxRewrite } from './nginx-rewrite.js'
import { protocolAnnotation } from './protocol-annotation.js'
import type { RouteNames } from './route-names.js'

type Texts = Readonly<Record<string, string>>

/** A route and what the controller has to be told about it, which holds for a whole Ingress. */
interface Told {
  readonly route: Route
  readonly backend: RouteBackend
  readonly className: string | undefined
  readonly path: string
  readonly pathType: Route['pathType']
  /** The certificate comes from the issuer of the option `tls-issuer`. */
  readonly isIssued: boolean
  readonly labels: Texts
  readonly annotations: Texts
}

/**
 * Adds the Ingresses of a workload (Kubernetes API, networking.k8s.io/v1; KubeVela, gateway): routes share one where name, class, labels and annotations are the same,
 * because controllers read annotations for the whole object.
 */
export function addIngresses(draft: ObjectDraft, workload: RoutedWorkload, nameOf: RouteNames): void {
  const groups = new Map<string, Told[]>()
  for (const route of workload.routes) {
    const told = tell(draft, workload, route)
    const key = JSON.stringify([route.name, told.className, told.labels, told.annotations])
    groups.set(key, [...(groups.get(key) ?? []), told])
  }
  for (const group of groups.values()) {
    const [first] = group
    if (first === undefined) continue
    const name = nameOf(workload, first.route)
    draft.add(workload, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name, labels: someOf(first.labels), annotations: someOf(first.annotations) },
      spec: { ingressClassName: first.className, tls: tlsOf(draft, workload, group, name), rules: rulesOf(group) },
    })
  }
}

function tell(draft: ObjectDraft, workload: RoutedWorkload, route: Route): Told {
  const { context } = draft
  const backend = routeBackend(draft, workload, route)
  const className = ingressClass(draft, route)
  const isByNginx = isNginx(draft, className)
  const isIssued = context.options['tls-issuer'] !== '' && route.tls === undefined && route.host !== undefined
  const texts = userTexts(context, route)
  reportClassPlace(draft, route)
  const rewrite = route.rewrite !== undefined && isByNginx ? nginxRewrite(route, route.rewrite) : undefined
  if (route.rewrite !== undefined && rewrite === undefined) reportRewrite(draft, route, className)
  return {
    route,
    backend,
    className,
    path: rewrite?.path ?? route.path,
    pathType: rewrite ? 'ImplementationSpecific' : route.pathType,
    isIssued,
    labels: texts.labels,
    annotations: {
      ...(rewrite && { [`${nginx}/rewrite-target`]: rewrite.target, [`${nginx}/use-regex`]: 'true' }),
      ...protocolAnnotation(draft, route, backend, isByNginx),
      ...(isIssued && issuerAnnotation(context.options['tls-issuer'] ?? '')),
      ...(route.gatewayHost !== undefined && { 'ingress.controller/host': route.gatewayHost }),
      ...texts.annotations,
    },
  }
}

/** The prefix of the annotations that ingress-nginx reads. */
const nginx = 'nginx.ingress.kubernetes.io'

function reportRewrite({ context }: ObjectDraft, route: Route, className: string | undefined): void {
  context.fault(
    {
      code: 'target/route-rewrite',
      severity: 'warning',
      message: `an Ingress rewrites no paths, and the annotations of class \`${className ?? ''}\` are not known: requests reach the container with the path \`${route.path}\``,
      help: 'write what its controller needs among the `annotations`, or choose the option `routing=gateway`',
    },
    route,
    'rewrite',
  )
}

function rulesOf(group: readonly Told[]): readonly Wire<V1IngressRule>[] {
  const hosts = new Map<string | undefined, Wire<V1HTTPIngressPath>[]>()
  for (const { route, path, pathType, backend } of group) {
    const paths = hosts.get(route.host) ?? []
    paths.push({ path, pathType, backend: { service: { name: backend.service, port: { number: backend.port } } } })
    hosts.set(route.host, paths)
  }
  return [...hosts].map(([host, paths]) => ({ host, http: { paths } }))
}

/** One entry for each secret, with the hosts that its certificate is for. */
function tlsOf(
  draft: ObjectDraft,
  workload: RoutedWorkload,
  group: readonly Told[],
  name: string,
): readonly Wire<V1IngressTLS>[] | undefined {
  const secrets = new Map<string, Set<string>>()
  for (const { route, isIssued } of group) {
    if (route.tls !== undefined) needSecret(draft, workload, route.tls, undefined, [route, 'tls'])
    const secret = route.tls ?? (isIssued ? `${name}-tls` : undefined)
    if (secret === undefined) continue
    const hosts = secrets.get(secret) ?? new Set()
    if (route.host !== undefined) hosts.add(route.host)
    secrets.set(secret, hosts)
  }
  return some([...secrets].map(([secretName, hosts]) => ({ hosts: some([...hosts]), secretName })))
}
