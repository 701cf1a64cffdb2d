import type { ScriptSection } from '../../shell/print-script.js'
import type { ShellWord } from '../../shell/shell-word.js'
import type { EcsVariable } from '../resources/ecs-draft.js'
import type { Life } from './life.js'

/** Gives the calls that see to the values that a script needs: all that are missing are said at once. */
export function valuesSection({ variables, spelling }: Pick<Life, 'variables' | 'spelling'>): ScriptSection {
  const secrets = variables.filter(({ secret }) => secret !== undefined)
  return {
    title: 'what it is given',
    calls: [
      ...variables.filter((variable) => variable.secret === undefined && variable.name !== accountId).map(valueCall),
      ...variables.filter(({ name }) => spelling(name) !== name).map(({ name }): readonly ShellWord[] => ['spelled', name, spelling(name)]),
      ['given'],
      ['cluster'],
      ...variables.filter(({ name }) => name === accountId).map((): readonly ShellWord[] => ['account']),
      ...secrets.map(secretCall),
      ...(secrets.length > 0 ? [['satisfied']] : []),
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
