import type { ShellWord } from '../../shell/shell-word.js'
import type { Unit } from '../resources/ecs-draft.js'
import type { Life } from './life.js'

/** Gives the variable of a script that has the security group of a unit; nothing for one whose tasks have no interface of their own. */
export function groupWord({ groups }: Pick<Life, 'groups'>, { id }: Pick<Unit, 'id'>): ShellWord {
  const group = groups.find(({ of }) => of === id)
  return group === undefined ? '' : [{ variable: group.variable }]
}
