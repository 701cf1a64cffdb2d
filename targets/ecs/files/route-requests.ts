import type { EcsDraft, ListenerRule, TargetGroup, Unit } from '../resources/ecs-draft.js'
import { createListener, createRule, createTargetGroup } from '../resources/routes/elb-requests.js'
import type { NamedRequest } from './requests-of.js'

/** Gives the requests by which load balancers lead to a unit. */
export function routeRequests(draft: EcsDraft, { targetGroups }: Unit): readonly NamedRequest[] {
  return targetGroups.flatMap((group) => [
    named(targetGroupFile(group), createTargetGroup(draft, group)),
    ...group.rules.map((rule) => named(ruleFile(rule), createRule(draft, group, rule))),
    ...(group.kind === 'network' ? [named(listenerFile(group), createListener(draft, group))] : []),
  ])
}

function named(file: string, value: object): NamedRequest {
  return { file, request: undefined, value }
}

/** Gives the name of a target group's file; a port may have one for requests and one for connections. */
export function targetGroupFile({ port, kind, protocol }: TargetGroup): string {
  return `target-group-${port.port}${kind === 'network' ? `-${protocol.toLowerCase()}` : ''}.json`
}

/** Gives the name of the file of a listener's rule. */
export function ruleFile({ priority }: ListenerRule): string {
  return `listener-rule-${priority}.json`
}

/** Gives the name of a listener's file. */
export function listenerFile({ port, protocol }: TargetGroup): string {
  return `listener-${port.port}${protocol === 'UDP' ? '-udp' : ''}.json`
}
