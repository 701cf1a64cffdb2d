import type { Plan } from '../../src/plan/plan.js'
import type { Artifact, EmitContext } from '../target.js'
import { emitCloudformation } from './cloudformation/emit-cloudformation.js'
import { emitFiles } from './files/emit-files.js'
import { makeResources } from './resources/make-resources.js'

/** Gives the files of a plan for Amazon ECS, in the format that the option `format` names. */
export function emitEcs(plan: Plan, context: EmitContext): readonly Artifact[] {
  const draft = makeResources(plan, context)
  return context.options['format'] === 'cloudformation' ? emitCloudformation(draft) : emitFiles(draft)
}
