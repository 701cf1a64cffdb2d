import type { EcsVariable } from '../../resources/ecs-draft.js'
import type { Parameter } from '../template/template.js'

/** Gives what a script asks for to give it to a template; where the template has a default, nothing need be given. */
export function valueOfParameter(name: string, { Type, Description, Default, AllowedPattern, AllowedValues }: Parameter): EcsVariable {
  const values = AllowedValues === undefined || AllowedValues.length > 5 ? '' : `: ${AllowedValues.join(', ')}`
  const text = `${Description.slice(0, 1).toLowerCase()}${Description.slice(1)}${values}`
  return {
    name,
    kind: Type.startsWith('List') ? 'ids' : Type.startsWith('AWS::') ? 'id' : AllowedPattern?.includes('arn:') ? 'arn' : 'text',
    description: text.replace(/^vPC/, 'VPC'),
    ...(Default !== undefined && { default: '' }),
  }
}
