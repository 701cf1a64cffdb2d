import type { ScriptSection } from '../../shell/print-script.js'
import type { ShellWord } from '../../shell/shell-word.js'
import type { EcsVariable, ListenerRule, TargetGroup } from '../resources/ecs-draft.js'
import type { Life } from './life.js'
import { plainMark } from './spelling.js'

/** Gives the calls that see to the values that a script needs: all that are missing are said at once. Target groups need not be given where a listener is. */
export function valuesSection(
  { variables, spelling }: Pick<Life, 'variables' | 'spelling'>,
  groups: readonly TargetGroup[] = [],
): ScriptSection {
  const secrets = variables.filter(({ secret }) => secret !== undefined)
  const groupOf = ({ name }: EcsVariable) => groups.find(({ variable }) => variable === name)
  const certificates = new Set(groups.flatMap(({ rules }) => rules.flatMap(({ certificate }) => certificate ?? [])))
  const plain = variables.filter((variable) => variable.secret === undefined && variable.name !== accountId && !groupOf(variable))
  return {
    title: 'what it is given',
    calls: [
      // a listener may have its certificates already
      ...plain.map((variable) => valueCall(certificates.has(variable.name) ? { ...variable, default: '' } : variable)),
      ...variables.flatMap((variable) => {
        const group = groupOf(variable)
        return group ? [routedCall(variable, group)] : []
      }),
      ['given'],
      ['cluster'],
      ...variables.filter(({ name }) => name === accountId).map((): readonly ShellWord[] => ['account']),
      ...secrets.map(secretCall),
      ...(secrets.length > 0 ? [['satisfied']] : []),
      ...variables
        .filter(({ name }) => spelling(name) !== plainMark(name))
        .map(({ name }): readonly ShellWord[] => ['spelled', name, spelling(name)]),
    ],
  }
}

/** Whoever deploys has one. */
const accountId = 'AWS_ACCOUNT_ID'

function valueCall({ name, kind, description, default: assumed }: EcsVariable): readonly ShellWord[] {
  return ['value', name, kind, description, ...(assumed === undefined ? [] : [assumed])]
}

function secretCall({ name, secret, description }: EcsVariable): readonly ShellWord[] {
  return ['secret', name, secret?.store ?? '', secret?.name ?? '', description]
}

function routedCall({ name, description }: EcsVariable, group: TargetGroup): readonly ShellWord[] {
  const listeners = group.kind === 'network' ? ['NETWORK_LOAD_BALANCER_ARN'] : group.rules.map(listenerVariable)
  return ['routed', name, description, ...new Set(listeners)]
}

/** Gives the variable of the listener that a rule belongs to. */
export function listenerVariable({ certificate }: ListenerRule): string {
  return certificate === undefined ? 'LISTENER_ARN' : 'HTTPS_LISTENER_ARN'
}
