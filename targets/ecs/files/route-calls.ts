import type { ShellWord } from '../../shell/shell-word.js'
import type { Unit } from '../resources/ecs-draft.js'
import { listenerFile, ruleFile, targetGroupFile } from './route-requests.js'
import { listenerVariable } from './values-section.js'
import { variablesIn } from './variables-in.js'

type Call = readonly ShellWord[]

/** Gives the calls that make the target groups of a unit, and what leads to them; a service takes only a group that a load balancer has. */
export function routeCalls({ folder, targetGroups, scaling }: Unit): readonly Call[] {
  return targetGroups.flatMap((group): readonly Call[] => [
    ['target_group', group.variable, `${folder}/${targetGroupFile(group)}`, group.name],
    ...group.rules.map((rule): Call => {
      const certificate = rule.certificate === undefined ? [] : [rule.certificate]
      return ['listener_rule', `${folder}/${ruleFile(rule)}`, listenerVariable(rule), `${rule.priority}`, group.variable, ...certificate]
    }),
    ...(group.kind === 'network'
      ? [['listener', `${folder}/${listenerFile(group)}`, 'NETWORK_LOAD_BALANCER_ARN', `${group.port.port}`, group.variable]]
      : []),
    ...(isMeasured(scaling, labelVariable(group.variable)) ? [['label', labelVariable(group.variable), group.variable]] : []),
  ])
}

/** Tells whether scaling asks how a target group is called. */
export function isMeasured(scaling: Unit['scaling'], label: string): boolean {
  return variablesIn(scaling?.policies ?? []).has(label)
}

/** Gives the variable of the name by which scaling knows a target group. */
export function labelVariable(group: string): string {
  return group.replace(/^TARGET_GROUP_/, 'RESOURCE_LABEL_').replace(/_ARN$/, '')
}
