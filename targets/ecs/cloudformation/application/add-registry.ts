import type { EcsDraft, Unit } from '../../resources/ecs-draft.js'
import { imported } from '../template/exports.js'
import type { StackDraft } from '../template/stack-draft.js'
import { latticeStackName } from './lattice-stack-name.js'

/** Adds the name in DNS of a service's tasks (Cloud Map API, CreateService): an A record for each. */
export function addRegistry(draft: EcsDraft, stack: StackDraft, unit: Unit): void {
  if (!unit.registry) return
  stack.add(registryWords(unit), {
    Type: 'AWS::ServiceDiscovery::Service',
    Properties: {
      Name: unit.registry.name,
      NamespaceId: imported(stack, latticeStackName(draft), 'NamespaceId'),
      DnsConfig: { DnsRecords: [{ Type: 'A', TTL: 10 }] },
      HealthCheckCustomConfig: { FailureThreshold: 1 },
    },
  })
}

/** Gives the words of the logical id of a service of Cloud Map. */
export function registryWords(unit: Unit): readonly string[] {
  return [unit.name, 'Registry']
}
