import type { EcsDraft, ListenerRule, TargetGroup, TargetHealthCheck } from '../ecs-draft.js'
import { use } from '../use-variable.js'
import { variable } from '../variables.js'

/** What `aws elbv2 create-target-group --cli-input-json` takes, as far as we write it. */
export interface CreateTargetGroup {
  readonly Name: string
  readonly Protocol: TargetGroup['protocol']
  readonly ProtocolVersion?: 'HTTP2' | 'GRPC'
  readonly Port: number
  readonly VpcId: string
  readonly TargetType: TargetGroup['targetType']
  readonly HealthCheckProtocol: TargetHealthCheck['protocol']
  readonly HealthCheckPort?: string
  readonly HealthCheckPath?: string
  readonly HealthCheckIntervalSeconds?: number
  readonly HealthCheckTimeoutSeconds?: number
  readonly HealthyThresholdCount?: number
  readonly UnhealthyThresholdCount?: number
  readonly Matcher?: { readonly HttpCode: string } | { readonly GrpcCode: string }
}

/** What `aws elbv2 create-rule --cli-input-json` takes, as far as we write it. */
export interface CreateRule {
  readonly ListenerArn: string
  readonly Priority: number
  readonly Conditions: readonly (
    | { readonly Field: 'host-header'; readonly HostHeaderConfig: { readonly Values: readonly string[] } }
    | { readonly Field: 'path-pattern'; readonly PathPatternConfig: { readonly Values: readonly string[] } }
  )[]
  readonly Actions: readonly { readonly Type: 'forward'; readonly TargetGroupArn: string }[]
  readonly Transforms?: readonly {
    readonly Type: 'url-rewrite'
    readonly UrlRewriteConfig: { readonly Rewrites: readonly { readonly Regex: string; readonly Replace: string }[] }
  }[]
}

/** What `aws elbv2 create-listener --cli-input-json` takes, as far as we write it. */
export interface CreateListener {
  readonly LoadBalancerArn: string
  readonly Protocol: TargetGroup['protocol']
  readonly Port: number
  readonly DefaultActions: CreateRule['Actions']
}

/** Gives the request that makes a target group (ELBv2 API, CreateTargetGroup). */
export function createTargetGroup(
  draft: EcsDraft,
  { name, port, protocol, protocolVersion, targetType, healthCheck: check }: TargetGroup,
): CreateTargetGroup {
  const { matcher } = check
  return {
    Name: name,
    Protocol: protocol,
    ...(protocolVersion && { ProtocolVersion: protocolVersion }),
    Port: port.containerPort,
    VpcId: use(draft, { name: 'VPC_ID', kind: 'id', description: 'VPC of the subnets; looked up where nothing is said', default: '' }),
    TargetType: targetType,
    HealthCheckProtocol: check.protocol,
    ...(check.port !== undefined && { HealthCheckPort: `${check.port}` }),
    ...(check.path !== undefined && { HealthCheckPath: check.path }),
    ...(check.interval !== undefined && { HealthCheckIntervalSeconds: check.interval }),
    ...(check.timeout !== undefined && { HealthCheckTimeoutSeconds: check.timeout }),
    ...(check.healthyThreshold !== undefined && { HealthyThresholdCount: check.healthyThreshold }),
    ...(check.unhealthyThreshold !== undefined && { UnhealthyThresholdCount: check.unhealthyThreshold }),
    ...(matcher !== undefined && { Matcher: protocolVersion === 'GRPC' ? { GrpcCode: matcher } : { HttpCode: matcher } }),
  }
}

/** Gives the request that makes the rule of a listener (ELBv2 API, CreateRule): one of HTTPS where the route has a certificate. */
export function createRule(draft: EcsDraft, group: TargetGroup, { priority, host, paths, rewrite, certificate }: ListenerRule): CreateRule {
  return {
    ListenerArn:
      certificate === undefined
        ? use(draft, {
            name: 'LISTENER_ARN',
            kind: 'arn',
            description: 'listener of the Application Load Balancer for routes',
            default: '',
          })
        : use(draft, {
            name: 'HTTPS_LISTENER_ARN',
            kind: 'arn',
            description: 'listener of the Application Load Balancer for routes by HTTPS',
            default: '',
          }),
    Priority: priority,
    Conditions: [
      ...(host === undefined ? [] : [{ Field: 'host-header', HostHeaderConfig: { Values: [host] } } as const]),
      { Field: 'path-pattern', PathPatternConfig: { Values: paths } },
    ],
    Actions: [{ Type: 'forward', TargetGroupArn: variable(group.variable) }],
    ...(rewrite && {
      Transforms: [{ Type: 'url-rewrite', UrlRewriteConfig: { Rewrites: [{ Regex: rewrite.regex, Replace: rewrite.replace }] } }] as const,
    }),
  }
}

/** Gives the request that makes the listener for connections to a target group (ELBv2 API, CreateListener). */
export function createListener(draft: EcsDraft, { protocol, port, variable: name }: TargetGroup): CreateListener {
  return {
    LoadBalancerArn: use(draft, {
      name: 'NETWORK_LOAD_BALANCER_ARN',
      kind: 'arn',
      description: 'Network Load Balancer for ports that are open to the outside',
      default: '',
    }),
    Protocol: protocol,
    Port: port.port,
    DefaultActions: [{ Type: 'forward', TargetGroupArn: variable(name) }],
  }
}
