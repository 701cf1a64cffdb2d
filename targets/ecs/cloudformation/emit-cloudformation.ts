import { toYaml } from '../../../src/print/to-yaml.js'
import { headerOf } from '../../header.js'
import type { Artifact } from '../../target.js'
import { requestFile } from '../files/request-file.js'
import { requestsOf } from '../files/requests-of.js'
import type { EcsDraft } from '../resources/ecs-draft.js'
import { applicationStack } from './application/application-stack.js'
import { checkDynamicReferences } from './check-dynamic-references.js'
import { checkLimits } from './check-limits.js'
import { latticeStack } from './lattice/lattice-stack.js'
import { partsOf } from './parts.js'
import { deployStacks } from './scripts/deploy-stacks.js'
import { stackGuide } from './scripts/stack-guide.js'
import { type StackLife, stackLife } from './scripts/stack-life.js'
import { undeployStacks } from './scripts/undeploy-stacks.js'
import { shareTexts } from './template/share-texts.js'
import { type StackDraft, templateOf } from './template/stack-draft.js'

/** What of a template the API takes as it is (CloudFormation API, CreateStack `TemplateBody`, in bytes). */
const longest = 51_200

/**
 * Gives the CloudFormation templates, one for the lattice and one for each application, or for each part of it that must wait for others; the scripts that deploy them and take everything back,
 * with the requests for tasks that run to their end, which no template can start; and what they do in words.
 */
export function emitCloudformation(draft: EcsDraft): readonly Artifact[] {
  if (draft.units.length === 0) return []
  checkDynamicReferences(draft)
  const lattice = latticeStack(draft)
  const parts = partsOf(draft).map((part) => ({ part, stack: applicationStack(draft, part) }))
  const templates = [templateFile(draft, lattice), ...parts.map(({ part, stack }) => templateFile(draft, stack, part.application))]
  const long = new Set(templates.filter(({ text }) => bytesOf(text) > longest).map(({ path }) => path))
  const life = stackLife(draft, lattice, parts, long)
  return [
    ...templates,
    ...runFiles(life),
    { path: 'deploy.sh', text: deployStacks(life), executable: true },
    { path: 'undeploy.sh', text: undeployStacks(life), executable: true },
    { path: 'deploy.md', text: stackGuide(life) },
  ]
}

function templateFile(draft: EcsDraft, stack: StackDraft, name?: string): Artifact {
  const { plan, context, applications } = draft
  const application = applications.get(name ?? '')
  const content = shareTexts(templateOf(stack))
  const text = toYaml(content, {
    header: headerOf(application && context.sourceOf(application.name) !== '' ? [application] : plan.applications, context),
  })
  checkLimits(draft, stack, bytesOf(text), name)
  return { path: stack.path, text, content }
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}

function runFiles({ draft, spelling }: StackLife): readonly Artifact[] {
  return draft.units.flatMap((unit) =>
    requestsOf(unit)
      .filter(({ request }) => request === 'RunTaskRequest')
      .map((request) => requestFile(`${unit.folder}/${request.file}`, request, spelling)),
  )
}
