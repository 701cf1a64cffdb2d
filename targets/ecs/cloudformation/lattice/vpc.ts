import type { StackDraft } from '../template/stack-draft.js'

/** Gives the VPC that everything is in, a parameter of the lattice. */
export function vpc(stack: StackDraft): object {
  return stack.parameter('VpcId', 'VPC_ID', { Type: 'AWS::EC2::VPC::Id', Description: 'VPC of the subnets' })
}
