import type { EcsDraft } from '../resources/ecs-draft.js'
import type { StackDraft } from './template/stack-draft.js'

/** Reports a template that CloudFormation would not take (CloudFormation User Guide, quotas); `size` is the length of its text in bytes. */
export function checkLimits({ context, plan, applications }: EcsDraft, stack: StackDraft, size: number, application?: string): void {
  const policies = [...stack.resources.values()].map(({ Properties }) => policyLength(Properties?.['Policies']))
  const counts = [
    [size, 1024 * 1024, 'bytes'],
    [stack.resources.size, 500, 'resources'],
    [stack.parameters.size, 200, 'parameters'],
    [stack.outputs.size, 200, 'outputs'],
    [Math.max(0, ...policies), 10_240, 'characters in the rights of a role'],
  ] as const
  const owner = applications.get(application ?? '') ?? plan.applications[0]
  if (owner === undefined) return
  for (const [count, most, what] of counts)
    if (count > most)
      context.fault(
        {
          code: 'target/template-too-large',
          severity: 'error',
          message: `\`${stack.path}\` has ${count} ${what}, and CloudFormation takes at most ${most} in a template`,
          help:
            application === undefined
              ? 'render fewer applications at a time under another name (`--set ecs.name=…`), or leave the format at `files`, which has no such limit'
              : 'divide the application, or leave the format at `files`, which has no such limit',
        },
        owner,
        'name',
      )
}

/** White space does not count (IAM quotas, role inline policies); a name of ours for a value is about as long as the value. */
function policyLength(policies: unknown): number {
  return policies === undefined ? 0 : JSON.stringify(policies).length
}
