import { sub } from './intrinsics.js'
import type { StackDraft } from './stack-draft.js'

/** Lets a stack give a value to the stacks of applications; `description` begins with a lower-case letter. */
export function give(stack: StackDraft, name: string, description: string, value: unknown, condition?: string): void {
  stack.outputs.set(name, {
    Description: `${description.slice(0, 1).toUpperCase()}${description.slice(1)}`,
    ...(condition !== undefined && { Condition: condition }),
    Value: value,
    Export: { Name: sub(`\${AWS::StackName}-${name}`) },
  })
}

/** Gives what the stack of the lattice gives; the stack of an application has its name as a parameter. */
export function imported(stack: StackDraft, lattice: string, name: string): object {
  stack.parameter(latticeStack, 'LATTICE_STACK', {
    Type: 'String',
    Description: 'Name of the stack of lattice.yaml',
    Default: lattice,
    AllowedPattern: '[A-Za-z][A-Za-z0-9-]{0,127}',
    ConstraintDescription: 'must be the name of a stack',
  })
  return { 'Fn::ImportValue': sub(`\${${latticeStack}}-${name}`) }
}

const latticeStack = 'LatticeStack'
