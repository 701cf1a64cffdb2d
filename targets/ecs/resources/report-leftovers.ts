import type { ContainerWorkload } from '../../../src/plan/plan.js'
import type { EcsDraft } from './ecs-draft.js'

/** Says that what a manifest asks for while developing does nothing on AWS. */
export function reportDevelopment({ context }: EcsDraft, { main }: ContainerWorkload): void {
  if (main.develop !== undefined) context.unsupported('develop', main, 'develop')
  if (main.debug !== undefined) context.unsupported('debug', main, 'debug')
}

/** Reports what applications have that is nothing on ECS. */
export function reportApplications({ plan, context }: EcsDraft): void {
  for (const application of plan.applications) {
    if (application.namespace !== undefined) context.unsupported('namespace', application, 'namespace')
    for (const given of application.objects) {
      context.unsupported('objects', given, 'objects')
      context.spokenOf(given)
    }
  }
}
