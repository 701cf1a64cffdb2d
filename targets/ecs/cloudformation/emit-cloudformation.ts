import { toYaml } from '../../../src/print/to-yaml.js'
import { headerOf } from '../../header.js'
import type { Artifact } from '../../target.js'
import type { EcsDraft } from '../resources/ecs-draft.js'
import { applicationStack } from './application/application-stack.js'
import { checkDynamicReferences } from './check-dynamic-references.js'
import { checkLimits } from './check-limits.js'
import { latticeStack } from './lattice/lattice-stack.js'
import { partsOf } from './parts.js'
import { type StackDraft, templateOf } from './template/stack-draft.js'

/** Gives the CloudFormation templates: one for the lattice, and one for each application, or for each part of it that must wait for others. */
export function emitCloudformation(draft: EcsDraft): readonly Artifact[] {
  checkDynamicReferences(draft)
  return [
    templateFile(draft, latticeStack(draft)),
    ...partsOf(draft).map((part) => templateFile(draft, applicationStack(draft, part), part.application)),
  ]
}

function templateFile(draft: EcsDraft, stack: StackDraft, name?: string): Artifact {
  const { plan, context, applications } = draft
  const application = applications.get(name ?? '')
  const content = templateOf(stack)
  const text = toYaml(content, { header: headerOf(application ? [application] : plan.applications, context) })
  checkLimits(draft, stack, new TextEncoder().encode(text).length, name)
  return { path: stack.path, text, content }
}
