import { toYaml } from '../../../src/print/to-yaml.js'
import { headerOf } from '../../header.js'
import type { Artifact } from '../../target.js'
import type { EcsDraft } from '../resources/ecs-draft.js'
import { applicationStack } from './application/application-stack.js'
import { latticeStack } from './lattice/lattice-stack.js'
import { partsOf } from './parts.js'
import { type StackDraft, templateOf } from './template/stack-draft.js'

/** Gives the CloudFormation templates: one for the lattice, and one for each application, or for each part of it that must wait for others. */
export function emitCloudformation(draft: EcsDraft): readonly Artifact[] {
  const { plan, context, applications } = draft
  const parts = partsOf(draft)
  return [
    templateFile(latticeStack(draft), headerOf(plan.applications, context)),
    ...parts.map((part) => {
      const application = applications.get(part.application)
      return templateFile(applicationStack(draft, part), headerOf(application ? [application] : plan.applications, context))
    }),
  ]
}

function templateFile(stack: StackDraft, header: string): Artifact {
  return { path: stack.path, text: toYaml(templateOf(stack), { header }) }
}
