import type { EcsDraft } from '../ecs-draft.js'
import { use } from '../use-variable.js'

/** Gives the name of the Cloud Map namespace in which services find each other; by default that of the option `name`. */
export function namespaceName(draft: EcsDraft): string {
  return use(draft, {
    name: 'NAMESPACE',
    kind: 'text',
    description: 'name of the Cloud Map namespace in which services find each other',
    default: draft.context.options['name'] ?? '',
  })
}
