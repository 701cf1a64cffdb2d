import type { ContainerWorkload, Port, Route } from '../../../../src/plan/plan.js'
import type { FlyDraft } from '../fly-draft.js'
import { loses } from '../loses.js'
import { isContested } from './certificates.js'
import type { Reach } from './reach.js'

/** Reports what a workload asks of the network and Fly.io lacks. */
export function reportNetwork(draft: FlyDraft, workload: ContainerWorkload, reach: Reach): void {
  const { context } = draft
  const { main, sidecars, exposure, routes } = workload
  for (const port of [main, ...sidecars].flatMap(({ ports }) => ports)) reportPort(draft, port, reach)
  for (const served of reach.served) if (served.port.protocol === 'UDP') reportPublicUdp(draft, served.port)
  if (exposure !== undefined) {
    if (exposure.type !== 'ClusterIP' && exposure.type !== 'LoadBalancer')
      loses(
        draft,
        'expose-type',
        exposure,
        'type',
        'the ports are for other apps of the organisation, and `fly proxy` brings them to your machine',
      )
    if (Object.keys(exposure.annotations).length > 0) loses(draft, 'expose-type', exposure, 'annotations', 'an address has no settings')
    if (exposure.matchLabels) loses(draft, 'expose-type', exposure, 'matchLabels', 'an address leads to the machines of its app')
  }
  for (const route of routes) {
    reportPath(draft, workload, route)
    if (route.rewrite !== undefined) context.unsupported('route-rewrite', route, 'rewrite')
    for (const key of ['class', 'classInSpec', 'name', 'annotations', 'labels', 'gatewayHost', 'existingService'] as const)
      reportWord(draft, route, key)
  }
}

function reportPort(draft: FlyDraft, port: Port, { served }: Reach): void {
  const { context } = draft
  if (port.protocol === 'SCTP') context.unsupported('sctp', port)
  else if (port.port !== port.containerPort && !served.some((one) => one.port === port)) reportNumber(draft, port)
  for (const key of ['nodePort', 'hostPort', 'hostIP'] as const) if (port[key] !== undefined) context.unsupported('node-port', port, key)
}

function reportNumber({ context }: FlyDraft, port: Port): void {
  const message = `other apps reach ${port.containerPort}, where the container listens, so that ${port.port} changes nothing`
  context.fault({ code: 'target/no-effect', severity: 'info', message }, port, 'port')
}

function reportPublicUdp(draft: FlyDraft, port: Port): void {
  loses(
    draft,
    'udp',
    port,
    'protocol',
    'from outside it reaches a program that listens on `fly-global-services`, not one that listens on all addresses',
  )
}

/** A host belongs to one app, which gets all its requests at 80 and 443, whatever their path. */
function reportPath(draft: FlyDraft, workload: ContainerWorkload, route: Route): void {
  const isExact = route.pathType === 'Exact'
  const name = `${draft.nameOf(workload.id)}.fly.dev`
  if (route.host !== undefined && isContested(draft, route.host))
    loses(
      draft,
      'route',
      route,
      'path',
      `\`${route.host}\` would lead to several apps by path: this one answers at \`${name}\`; put a proxy in front that has the host`,
    )
  else if (workload.routes.some(({ port }) => port !== route.port) && workload.routes[0]?.port !== route.port)
    loses(draft, 'route', route, 'path', `\`${name}\` leads to one port whatever the path: this one answers under its own number`)
  else if (route.path !== '/' || isExact) loses(draft, 'route', route, 'path', 'all requests for the host lead here, whatever their path')
}

function reportWord(
  { context }: FlyDraft,
  route: Route,
  key: 'class' | 'classInSpec' | 'name' | 'annotations' | 'labels' | 'gatewayHost' | 'existingService',
): void {
  const value = route[key]
  if (value === undefined || value === false || (typeof value === 'object' && Object.keys(value).length === 0)) return
  context.unsupported('route-class', route, key)
}
