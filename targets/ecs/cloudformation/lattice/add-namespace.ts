import type { EcsDraft } from '../../resources/ecs-draft.js'
import { give } from '../template/exports.js'
import { attribute } from '../template/intrinsics.js'
import type { StackDraft } from '../template/stack-draft.js'
import { usesVariable } from '../uses-variable.js'
import { vpc } from './vpc.js'

/**
 * Adds the Cloud Map namespace in which services find each other. It is one of private DNS even where Service Connect alone would do with less: the first task that links to a service
 * needs DNS, and a namespace cannot become one while services are in it.
 */
export function addNamespace({ context, units }: EcsDraft, stack: StackDraft): void {
  if (!units.some((unit) => unit.registry !== undefined || usesVariable(unit, 'NAMESPACE'))) return
  const name = context.options['name']
  stack.add(['Namespace'], { Type: 'AWS::ServiceDiscovery::PrivateDnsNamespace', Properties: { Name: name, Vpc: vpc(stack) } })
  give(stack, 'Namespace', 'name of the Cloud Map namespace', name)
  if (units.some(({ registry }) => registry)) give(stack, 'NamespaceId', 'ID of the Cloud Map namespace', attribute('Namespace', 'Id'))
}
