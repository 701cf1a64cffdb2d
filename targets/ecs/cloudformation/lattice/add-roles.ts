import type { EcsDraft } from '../../resources/ecs-draft.js'
import { piecesOf } from '../../resources/variables.js'
import { give } from '../template/exports.js'
import { attribute } from '../template/intrinsics.js'
import type { StackDraft } from '../template/stack-draft.js'
import { executionStatements, type Statement } from './execution-statements.js'

/** Adds the roles that tasks and schedules of the lattice ask for, each with no more rights than they use. */
export function addRoles(draft: EcsDraft, stack: StackDraft): void {
  if (isUsed(draft, 'EXECUTION_ROLE_ARN'))
    addRole(stack, 'ExecutionRole', 'Role by which ECS starts the tasks', 'ecs-tasks.amazonaws.com', executionStatements(draft))
}

function addRole(stack: StackDraft, name: string, description: string, service: string, statements: readonly Statement[]): void {
  const id = stack.add([name], {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
      },
      ...(statements.length > 0 && {
        Policies: [{ PolicyName: 'rights', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
      }),
    },
  })
  give(stack, name, `ARN of the ${description.slice(0, 1).toLowerCase()}${description.slice(1)}`, attribute(id, 'Arn'))
}

function isUsed(draft: EcsDraft, name: string): boolean {
  const has = (value: unknown): boolean => {
    if (typeof value === 'string') return piecesOf(value).some((piece) => 'variable' in piece && piece.variable === name)
    return typeof value === 'object' && value !== null && Object.values(value).some(has)
  }
  return draft.units.some((unit) => [unit.task, unit.service, unit.schedule, unit.run].some(has))
}
