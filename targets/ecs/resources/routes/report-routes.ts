import type { Route } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import { pathCondition } from './path-condition.js'
import { type AnsweredRoute, answeredRoutes } from './routed-ports.js'

/** Reports what an Application Load Balancer makes otherwise of the routes of the lattice than the gateway that they were written for, and routes that it cannot have. */
export function reportRoutes(draft: EcsDraft): void {
  for (const answered of answeredRoutes(draft)) {
    reportAnswer(draft, answered)
    reportGateway(draft, answered.route)
  }
}

function reportAnswer({ context }: EcsDraft, { route, workload, answer, taken }: AnsweredRoute): void {
  const error = (message: string, key: keyof Route, help: string): void =>
    context.fault({ code: 'target/route-refused', severity: 'error', message, help }, route, key)
  const name = `${route.host ?? ''}${route.path}`
  const condition = pathCondition(route)
  if ('fault' in condition)
    error(`the route ${name} ${condition.fault}`, 'path', 'choose a path of letters, digits and `_ - . $ / ~ " \' @ : + &`')
  if (answer === undefined)
    error(
      `the route ${name} leads to nothing that ECS keeps running`,
      route.existingService === undefined ? 'port' : 'existingService',
      'let it lead to a component of the application that serves',
    )
  else if (isSecureOnly(answer.port.appProtocol) && route.tls === undefined)
    error(
      `the route ${name} leads to ${answer.port.appProtocol}, which an Application Load Balancer takes by HTTPS alone`,
      'path',
      'name a certificate in `secretName`',
    )
  if (
    taken !== undefined &&
    (taken.answer?.target !== answer?.target || taken.answer?.port !== answer?.port || taken.route.rewrite !== route.rewrite)
  )
    context.fault(
      {
        code: 'target/route-taken',
        severity: 'warning',
        message: `the route ${name} leads to \`${taken.workload.id}\` and not to \`${workload.id}\`, because one load balancer serves all classes`,
        help: 'give one of them another path, or another `domain`',
      },
      route,
      'path',
    )
  if (route.host?.startsWith('*.'))
    context.fault(
      {
        code: 'target/route-host',
        severity: 'info',
        message: `to an Application Load Balancer \`${route.host}\` means hosts with any number of parts before the dot, to an Ingress one part`,
      },
      route,
      'host',
    )
}

/** ELB, target groups: HTTP/2 and gRPC need a listener of HTTPS. */
function isSecureOnly(protocol: string | undefined): boolean {
  return protocol === 'grpc' || protocol === 'http2'
}

/** Words for the controller of an Ingress. */
function reportGateway({ context }: EcsDraft, route: Route): void {
  context.unsupported('route-class', route, 'class')
  for (const key of ['classInSpec', 'gatewayHost'] as const) if (route[key]) context.unsupported('route-class', route, key)
  if (route.name !== undefined) context.unsupported('route-class', route, 'name', 'a rule of a load balancer has no name')
  for (const key of ['annotations', 'labels'] as const)
    if (Object.keys(route[key]).length > 0) context.unsupported('route-class', route, key)
}
