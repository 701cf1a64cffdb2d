import { fingerprint } from '../../../fingerprint.js'
import type { EcsDraft, ListenerRule, TargetGroup, TargetHealthCheck, Unit } from '../../resources/ecs-draft.js'
import { imported } from '../template/exports.js'
import { ref } from '../template/intrinsics.js'
import type { StackDraft } from '../template/stack-draft.js'
import { latticeStackName } from './lattice-stack-name.js'

/**
 * Adds the target groups of a service, and what leads requests to them: rules of the lattice's load balancer, or a load balancer of its own for connections.
 * They stand with the service, so that an application gains and loses routes without an update of the lattice. Gives the ids that the service comes after: ECS takes no target group
 * that no load balancer knows.
 */
export function addTargetGroups(draft: EcsDraft, stack: StackDraft, unit: Unit): readonly string[] {
  const lattice = latticeStackName(draft)
  return unit.targetGroups.flatMap((group) => {
    const id = stack.add(targetGroupWords(unit, group), {
      Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
      Properties: {
        Port: group.port.containerPort,
        Protocol: group.protocol,
        ...(group.protocolVersion !== undefined && { ProtocolVersion: group.protocolVersion }),
        TargetType: unit.task.networkMode === 'awsvpc' ? 'ip' : 'instance',
        VpcId: imported(stack, lattice, 'Vpc'),
        ...healthCheck(group.healthCheck),
        ...(group.healthCheck.matcher !== undefined && {
          Matcher: { [group.protocolVersion === 'GRPC' ? 'GrpcCode' : 'HttpCode']: group.healthCheck.matcher },
        }),
      },
    })
    if (group.kind === 'network') return [addListener(draft, stack, unit, group, id)]
    return group.rules.flatMap((rule) => addRules(draft, stack, unit, rule, id))
  })
}

/** Gives the words of the logical id of a target group. */
export function targetGroupWords(unit: Unit, group: TargetGroup): readonly string[] {
  return [unit.name, ...portWords(group), 'TargetGroup']
}

/** A port can be open for connections by TCP and UDP. */
function portWords({ port, kind }: TargetGroup): readonly string[] {
  return [`Port${port.port}`, ...(kind === 'network' ? [port.protocol.toLowerCase()] : [])]
}

function healthCheck({ protocol, path, port, interval, timeout, healthyThreshold, unhealthyThreshold }: TargetHealthCheck): object {
  return {
    HealthCheckProtocol: protocol,
    ...(path !== undefined && { HealthCheckPath: path }),
    ...(port !== undefined && { HealthCheckPort: `${port}` }),
    ...(interval !== undefined && { HealthCheckIntervalSeconds: interval }),
    ...(timeout !== undefined && { HealthCheckTimeoutSeconds: timeout }),
    ...(healthyThreshold !== undefined && { HealthyThresholdCount: healthyThreshold }),
    ...(unhealthyThreshold !== undefined && { UnhealthyThresholdCount: unhealthyThreshold }),
  }
}

/** Where a host is served by HTTPS, requests by HTTP are sent there. */
function addRules(draft: EcsDraft, stack: StackDraft, unit: Unit, rule: ListenerRule, group: string): readonly string[] {
  const lattice = latticeStackName(draft)
  const mark = fingerprint([rule.host ?? '', ...rule.paths].join('\n'))
  const add = (words: readonly string[], listener: string, actions: readonly object[], transforms: readonly object[]): string =>
    stack.add([unit.name, mark, ...words, 'ListenerRule'], {
      Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
      Properties: {
        ListenerArn: imported(stack, lattice, listener),
        Priority: rule.priority,
        Conditions: conditions(rule),
        Actions: actions,
        ...(transforms.length > 0 && { Transforms: transforms }),
      },
    })
  const forward = [{ Type: 'forward', TargetGroupArn: ref(group) }]
  if (rule.certificate === undefined) return [add([], 'Listener', forward, transforms(rule))]
  const redirect = [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } }]
  add(['Redirect'], 'Listener', redirect, [])
  return [add([], 'SecureListener', forward, transforms(rule))]
}

function conditions({ host, paths }: ListenerRule): readonly object[] {
  return [
    ...(host === undefined ? [] : [{ Field: 'host-header', HostHeaderConfig: { Values: [host] } }]),
    ...(paths.length === 0 ? [] : [{ Field: 'path-pattern', PathPatternConfig: { Values: paths } }]),
  ]
}

function transforms({ rewrite }: ListenerRule): readonly object[] {
  if (rewrite === undefined) return []
  return [{ Type: 'url-rewrite', UrlRewriteConfig: { Rewrites: [{ Regex: rewrite.regex, Replace: rewrite.replace }] } }]
}

/** Adds a listener at the port of the plan, on a load balancer that is the service's own, so that two services can have the same port. */
function addListener(draft: EcsDraft, stack: StackDraft, unit: Unit, target: TargetGroup, group: string): string {
  const { port, protocol } = target
  const lattice = latticeStackName(draft)
  const balancer = [unit.name, 'LoadBalancer']
  stack.add(balancer, {
    Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    Properties: {
      Type: 'network',
      Scheme: imported(stack, lattice, 'Scheme'),
      Subnets: { 'Fn::Split': [',', imported(stack, lattice, 'PublicSubnets')] },
    },
  })
  return stack.add([unit.name, ...portWords(target), 'Listener'], {
    Type: 'AWS::ElasticLoadBalancingV2::Listener',
    Properties: {
      LoadBalancerArn: ref(stack.idOf(balancer)),
      Port: port.port,
      Protocol: protocol,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: ref(group) }],
    },
  })
}
