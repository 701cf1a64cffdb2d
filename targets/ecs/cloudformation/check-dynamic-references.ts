import type { EcsDraft, Unit } from '../resources/ecs-draft.js'

/**
 * Reports texts in which CloudFormation would put a secret or a parameter in place of what they say (CloudFormation User Guide, dynamic references): nothing escapes them.
 * Only then is the plan looked through for the lines that they come from.
 */
export function checkDynamicReferences(draft: EcsDraft): void {
  for (const unit of draft.units) {
    if (!partsOf(unit).some((part) => isDynamic(JSON.stringify(part)))) continue
    const workload = draft.workloads.get(unit.id)
    const isFound = workload !== undefined && report(draft, workload)
    if (!isFound) reportAt(draft, workload ?? draft.plan, workload ? 'name' : 'applications')
  }
}

function partsOf({ task, service, scaling, schedule, targetGroups }: Unit): readonly unknown[] {
  return [task, service, scaling, schedule, targetGroups].filter((part) => part !== undefined)
}

function report(draft: EcsDraft, holder: object): boolean {
  let isFound = false
  for (const [key, value] of Object.entries(holder)) {
    if (typeof value === 'string' ? isDynamic(value) : false) reportAt(draft, holder, key)
    else if (typeof value !== 'object' || value === null || !report(draft, value)) continue
    isFound = true
  }
  return isFound
}

function reportAt({ context }: EcsDraft, holder: object, key: string): void {
  context.fault(
    {
      code: 'target/dynamic-reference',
      severity: 'error',
      message: 'CloudFormation would put the value of a secret or a parameter in place of `{{resolve:…}}`, wherever it stands',
      help: 'name the secret by `valueFrom.secretKeyRef`, or leave the format at `files` where the text is meant as it is',
    },
    holder,
    key,
  )
}

/** Spaces are nothing to CloudFormation here. */
function isDynamic(text: string): boolean {
  return text.includes('{{resolve:')
}
