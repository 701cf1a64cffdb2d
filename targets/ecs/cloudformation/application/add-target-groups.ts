import { fingerprint } from '../../../fingerprint.js'
import type { EcsDraft, ListenerRule, TargetGroup, Unit } from '../../resources/ecs-draft.js'
import { createListener, createRule, createTargetGroup } from '../../resources/routes/elb-requests.js'
import { imported } from '../template/exports.js'
import { propertiesOf, type Spelling } from '../template/properties.js'
import type { StackDraft } from '../template/stack-draft.js'
import { latticeStackName } from './lattice-stack-name.js'

/**
 * Adds the target groups of a service, and what leads requests to them: rules of the lattice's load balancer, or a load balancer of its own for connections.
 * They stand with the service, so that an application gains and loses routes without an update of the lattice. Gives the ids that the service comes after: ECS takes no target group
 * that no load balancer knows.
 */
export function addTargetGroups(draft: EcsDraft, stack: StackDraft, unit: Unit, spelling: Spelling): readonly string[] {
  return unit.targetGroups.flatMap((group) => {
    // CloudFormation makes up the name, so that it can make another before it deletes the first
    const { Name: _, ...properties } = propertiesOf(createTargetGroup(draft, group), spelling)
    stack.add(targetGroupWords(unit, group), { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: properties })
    if (group.kind === 'network') return [addListener(draft, stack, unit, group, spelling)]
    return group.rules.map((rule) => addRule(draft, stack, unit, group, rule, spelling))
  })
}

/** Gives the words of the logical id of a target group. */
export function targetGroupWords(unit: Unit, group: TargetGroup): readonly string[] {
  return [unit.name, ...portWords(group), 'TargetGroup']
}

/** Gives the words of the logical id of the load balancer that a service has for itself. */
export function ownBalancerWords(unit: Unit): readonly string[] {
  return [unit.name, 'LoadBalancer']
}

/** A port can be open for connections by TCP and UDP. */
function portWords({ port, kind }: TargetGroup): readonly string[] {
  return [`Port${port.port}`, ...(kind === 'network' ? [port.protocol.toLowerCase()] : [])]
}

/** Where a host is served by HTTPS, requests by HTTP are sent there. */
function addRule(draft: EcsDraft, stack: StackDraft, unit: Unit, group: TargetGroup, rule: ListenerRule, spelling: Spelling): string {
  const type = 'AWS::ElasticLoadBalancingV2::ListenerRule'
  const mark = fingerprint([rule.host ?? '', ...rule.paths].join('\n'))
  const properties = propertiesOf(createRule(draft, group, rule), spelling)
  if (rule.certificate !== undefined) {
    const { certificate: _, rewrite: __, ...plain } = rule
    const actions = [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } }]
    stack.add([unit.name, mark, 'Redirect', 'ListenerRule'], {
      Type: type,
      Properties: { ...propertiesOf(createRule(draft, group, plain), spelling), Actions: actions },
    })
  }
  return stack.add([unit.name, mark, 'ListenerRule'], { Type: type, Properties: properties })
}

/** Adds a listener at the port of the plan, on a load balancer that is the service's own, so that two services can have the same port. */
function addListener(draft: EcsDraft, stack: StackDraft, unit: Unit, group: TargetGroup, spelling: Spelling): string {
  const lattice = latticeStackName(draft)
  stack.add(ownBalancerWords(unit), {
    Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    Properties: {
      Type: 'network',
      Scheme: imported(stack, lattice, 'Scheme'),
      Subnets: { 'Fn::Split': [',', imported(stack, lattice, 'PublicSubnets')] },
    },
  })
  return stack.add([unit.name, ...portWords(group), 'Listener'], {
    Type: 'AWS::ElasticLoadBalancingV2::Listener',
    Properties: propertiesOf(createListener(draft, group), spelling),
  })
}
