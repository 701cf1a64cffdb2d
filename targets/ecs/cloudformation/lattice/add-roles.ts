import type { EcsDraft, Unit } from '../../resources/ecs-draft.js'
import { give } from '../template/exports.js'
import { attribute, ref } from '../template/intrinsics.js'
import { parameterName, spelt } from '../template/properties.js'
import { logicalId, type StackDraft } from '../template/stack-draft.js'
import { usesVariable } from '../uses-variable.js'
import { executionStatements } from './execution-statements.js'
import { schedulerStatements } from './scheduler-statements.js'
import type { Statement } from './statement.js'
import { taskStatements } from './task-statements.js'

/** The roles of an application, by the variable that brings the ARN of each to its units. */
export const roles = { EXECUTION_ROLE_ARN: 'ExecutionRole', TASK_ROLE_ARN: 'TaskRole', SCHEDULER_ROLE_ARN: 'SchedulerRole' } as const

/** Gives the name of the output with the ARN of a role of an application. */
export function roleOutput(application: string, role: (typeof roles)[keyof typeof roles]): string {
  return `${logicalId(application)}${role}`
}

/** Adds the roles that tasks and schedules ask for: each application has its own, with no more rights than its units use. */
export function addRoles(draft: EcsDraft, stack: StackDraft, cluster: object): void {
  for (const application of new Set(draft.units.map((unit) => unit.application))) {
    const units = draft.units.filter((unit) => unit.application === application)
    const isAsked = (name: keyof typeof roles): boolean => units.some((unit) => usesVariable(unit, name))
    const add = (role: Role): object => addRole(stack, application, role)
    const own = new Map<string, object>()
    if (isAsked('EXECUTION_ROLE_ARN')) own.set('EXECUTION_ROLE_ARN', add(executionRole(draft, application, units)))
    if (isAsked('TASK_ROLE_ARN')) own.set('TASK_ROLE_ARN', add(taskRole(draft, application)))
    if (isAsked('SCHEDULER_ROLE_ARN')) add(schedulerRole(application, units, cluster, passedRoles(draft, stack, units, own)))
  }
}

interface Role {
  readonly name: (typeof roles)[keyof typeof roles]
  readonly description: string
  readonly service: string
  /** True where the service says for whose account it acts (IAM User Guide, confused deputy). */
  readonly isOwnAccount: boolean
  readonly statements: readonly Statement[]
}

function executionRole(draft: EcsDraft, application: string, units: readonly Unit[]): Role {
  return {
    name: 'ExecutionRole',
    description: `role by which ECS starts the tasks of ${application}`,
    service: 'ecs-tasks.amazonaws.com',
    isOwnAccount: false,
    statements: executionStatements(draft, units),
  }
}

function taskRole(draft: EcsDraft, application: string): Role {
  return {
    name: 'TaskRole',
    description: `role that the containers of ${application} have`,
    service: 'ecs-tasks.amazonaws.com',
    isOwnAccount: true,
    statements: taskStatements(draft),
  }
}

function schedulerRole(application: string, units: readonly Unit[], cluster: object, passed: readonly unknown[]): Role {
  return {
    name: 'SchedulerRole',
    description: `role by which EventBridge Scheduler starts tasks of ${application}`,
    service: 'scheduler.amazonaws.com',
    isOwnAccount: true,
    statements: schedulerStatements(units, cluster, passed),
  }
}

/** Gives the roles of the tasks that run by the clock; those that the application does not make are asked for. */
function passedRoles(
  { variables }: EcsDraft,
  stack: StackDraft,
  units: readonly Unit[],
  own: ReadonlyMap<string, object>,
): readonly unknown[] {
  const arns = units.flatMap(({ schedule, task }) => (schedule ? [task.executionRoleArn ?? [], task.taskRoleArn ?? []].flat() : []))
  const value = (name: string): object =>
    own.get(name) ??
    stack.parameter(parameterName(name), name, {
      Type: 'String',
      Description: variables.get(name)?.description ?? name,
      AllowedPattern: 'arn:[^ ]+',
      ConstraintDescription: 'must be an ARN',
    })
  return [...new Set(arns)].sort().map((arn) => spelt(arn, { value, list: () => undefined }))
}

/** Gives the ARN of the role. */
function addRole(stack: StackDraft, application: string, { name, description, service, isOwnAccount, statements }: Role): object {
  const trust: Statement = {
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sts:AssumeRole',
    ...(isOwnAccount && { Condition: { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') } } }),
  }
  const id = stack.add([application, name], {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trust] },
      ...(statements.length > 0 && {
        Policies: [{ PolicyName: 'rights', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
      }),
    },
  })
  const value = attribute(id, 'Arn')
  give(stack, roleOutput(application, name), `ARN of the ${description}`, value)
  return value
}
