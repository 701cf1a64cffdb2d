import type { ContainerWorkload, Port, Route } from '../../../../src/plan/plan.js'
import { fingerprint } from '../../../fingerprint.js'
import type { EcsDraft, ListenerRule, TargetGroup } from '../ecs-draft.js'
import type { TaskDefinition } from '../kinds.js'
import { launchTypeOf } from '../launch-type.js'
import { mappingOf } from '../service/mapping-of.js'
import { use, variableName } from '../use-variable.js'
import { variableOf } from '../variables.js'
import { exposedPorts } from './exposed-ports.js'
import { healthCheck } from './health-check.js'
import { pathCondition } from './path-condition.js'
import { answeredRoutes, routedPorts } from './routed-ports.js'
import { routeKey, rulePriorities } from './rule-priorities.js'

/** Gives the target groups of a workload: one for each port that routes lead to, and one for each that is open to connections from outside. */
export function targetGroupsOf(draft: EcsDraft, workload: ContainerWorkload, task: TaskDefinition): readonly TargetGroup[] {
  // that there is none outside AWS is said where it is asked for (`report-external.ts`)
  if (launchTypeOf(draft) === 'EXTERNAL') return []
  const routed = [...routedPorts(draft, workload.id)].map(([port, routes]) => groupOf(draft, workload, task, port, routes))
  return [...routed, ...exposedPorts(workload).map((port) => groupOf(draft, workload, task, port))].flatMap((group) => group ?? [])
}

function groupOf(
  draft: EcsDraft,
  workload: ContainerWorkload,
  task: TaskDefinition,
  port: Port,
  routes?: readonly Route[],
): TargetGroup | undefined {
  const mapping = mappingOf(task, port)
  if (mapping === undefined) return undefined
  const kind = routes === undefined ? 'network' : 'application'
  const name = draft.nameOf(workload.id)
  const words = [name, `${port.port}`, ...(kind === 'network' ? [port.protocol.toLowerCase()] : [])]
  return {
    name: groupName(words.join('-')),
    variable: variableOf(
      use(draft, {
        name: variableName('target', 'group', ...words, 'arn'),
        kind: 'arn',
        description:
          kind === 'application'
            ? `target group of an Application Load Balancer that leads requests to port ${port.containerPort} of ${name}`
            : `target group of a Network Load Balancer that leads connections to port ${port.containerPort} of ${name}`,
      }),
    ),
    containerName: mapping.container,
    port,
    kind,
    targetType: task.networkMode === 'awsvpc' ? 'ip' : 'instance',
    ...protocolOf(port, kind),
    healthCheck: healthCheck(workload, port, kind),
    rules: (routes ?? []).flatMap((route) => ruleOf(draft, route) ?? []),
  }
}

function protocolOf({ protocol, appProtocol }: Port, kind: TargetGroup['kind']): Pick<TargetGroup, 'protocol' | 'protocolVersion'> {
  if (kind === 'network') return { protocol: protocol === 'UDP' ? 'UDP' : 'TCP' }
  const version = appProtocol === 'grpc' ? 'GRPC' : appProtocol === 'http2' ? 'HTTP2' : undefined
  return { protocol: 'HTTP', ...(version && { protocolVersion: version }) }
}

/** At most 32 letters, digits and `-`, none of them at an end, and not `internal-` at the beginning (ELBv2 API, CreateTargetGroup). */
function groupName(text: string): string {
  return text.length <= 32 && !text.startsWith('internal-')
    ? text
    : `${text.slice(0, 23).replace(/^internal-|-+$/g, '')}-${fingerprint(text)}`
}

function ruleOf(draft: EcsDraft, route: Route): ListenerRule | undefined {
  const condition = pathCondition(route)
  if ('fault' in condition) return undefined
  const { host, tls } = route
  return {
    priority: prioritiesOf(draft).get(routeKey(route)) ?? 1,
    ...(host !== undefined && { host }),
    ...condition,
    ...(tls !== undefined && { certificate: certificateOf(draft, route, tls) }),
  }
}

/** The secret with certificate and key is one of Certificate Manager here. */
function certificateOf(draft: EcsDraft, route: Route, secret: string): string {
  const variable = variableOf(
    use(draft, {
      name: variableName('certificate', secret, 'arn'),
      kind: 'arn',
      description: `certificate of Certificate Manager for ${route.host ?? 'the load balancer'}`,
    }),
  )
  draft.context.outside(
    { what: 'secret', source: secret, keeper: `the certificate of AWS Certificate Manager in ${variable}` },
    route,
    'tls',
  )
  return variable
}

const known = new WeakMap<EcsDraft['workloads'], ReadonlyMap<string, number>>()

function prioritiesOf(draft: EcsDraft): ReadonlyMap<string, number> {
  const found = known.get(draft.workloads) ?? rulePriorities(answeredRoutes(draft).map(({ route }) => route))
  known.set(draft.workloads, found)
  return found
}
