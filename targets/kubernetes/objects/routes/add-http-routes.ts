import type { Route } from '../../../../src/plan/plan.js'
import { type RoutedWorkload, routeBackend } from '../../../route-backend.js'
import { someOf } from '../../../some.js'
import type { ObjectDraft } from '../object-draft.js'
import { userTexts } from '../user-texts.js'
import type { HttpRouteRule, ParentReference, PathRewrite } from './http-route.js'
import { reportIngressWords } from './report-ingress-words.js'
import type { RouteNames } from './route-names.js'

/** Most rules of one HTTPRoute, and most matches of one rule (Gateway API v1, HTTPRouteSpec). */
const mostRules = 16
const mostMatches = 64

/** Adds the HTTPRoutes of a workload (Gateway API v1): routes share one where name, host, labels and annotations are the same. */
export function addHttpRoutes(draft: ObjectDraft, workload: RoutedWorkload, nameOf: RouteNames, parent: ParentReference): void {
  const groups = new Map<string, [Route, ...Route[]]>()
  for (const route of workload.routes) {
    reportIngressWords(draft.context, route)
    const key = JSON.stringify([route.name, route.host, route.labels, route.annotations, route.gatewayHost])
    const known = groups.get(key)
    if (known) known.push(route)
    else groups.set(key, [route])
  }
  for (const group of groups.values()) {
    const rules = rulesOf(draft, workload, group)
    for (let at = 0; at < rules.length; at += mostRules)
      addHttpRoute(draft, workload, group[0], nameOf, parent, rules.slice(at, at + mostRules))
  }
}

function addHttpRoute(
  draft: ObjectDraft,
  workload: RoutedWorkload,
  route: Route,
  nameOf: RouteNames,
  parent: ParentReference,
  rules: readonly HttpRouteRule[],
): void {
  const { labels, annotations } = userTexts(draft.context, route)
  const address = route.gatewayHost !== undefined && { 'ingress.controller/host': route.gatewayHost }
  draft.add(workload, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: nameOf(workload, route), labels: someOf(labels), annotations: someOf({ ...address, ...annotations }) },
    spec: { parentRefs: [parent], hostnames: route.host === undefined ? undefined : [route.host], rules },
  })
}

/** Paths to one place share a rule; each that is rewritten has its own, because a rewritten prefix is that of the rule's only match. */
function rulesOf(draft: ObjectDraft, workload: RoutedWorkload, routes: readonly Route[]): readonly HttpRouteRule[] {
  const rules: HttpRouteRule[] = []
  const plain = new Map<string, { readonly matches: HttpRouteRule['matches'][number][] }>()
  for (const route of routes) {
    const { service, port } = routeBackend(draft, workload, route)
    const match = { path: { type: route.pathType === 'Exact' ? 'Exact' : 'PathPrefix', value: route.path } } as const
    const backendRefs = [{ name: service, port }]
    if (route.rewrite !== undefined) {
      rules.push({
        matches: [match],
        filters: [{ type: 'URLRewrite', urlRewrite: { path: rewriteOf(route, route.rewrite) } }],
        backendRefs,
      })
      continue
    }
    const key = `${service}:${port}`
    const open = plain.get(key)
    if (open !== undefined && open.matches.length < mostMatches) open.matches.push(match)
    else {
      const rule = { matches: [match], backendRefs }
      plain.set(key, rule)
      rules.push(rule)
    }
  }
  return rules
}

function rewriteOf({ pathType }: Route, rewrite: string): PathRewrite {
  return pathType === 'Exact'
    ? { type: 'ReplaceFullPath', replaceFullPath: rewrite || '/' }
    : { type: 'ReplacePrefixMatch', replacePrefixMatch: rewrite || '/' }
}
