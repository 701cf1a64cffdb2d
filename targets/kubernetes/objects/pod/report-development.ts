import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { ObjectDraft } from '../object-draft.js'

/** Says that what a manifest asks for while developing does nothing in a cluster; what follows from `build` alone is nothing that it asks for. */
export function reportDevelopment({ context }: ObjectDraft, { main }: ContainerWorkload): void {
  if (main.develop !== undefined) context.unsupported('develop', main, 'develop')
  if (main.debug !== undefined) context.unsupported('debug', main, 'debug')
}
