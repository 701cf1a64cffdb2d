import { ref } from '../template/intrinsics.js'
import type { StackDraft } from '../template/stack-draft.js'

/** Gives the VPC that everything is in, a parameter of the lattice. */
export function vpc(stack: StackDraft): object {
  stack.parameters.set('VpcId', { Type: 'AWS::EC2::VPC::Id', Description: 'VPC of the subnets' })
  return ref('VpcId')
}
