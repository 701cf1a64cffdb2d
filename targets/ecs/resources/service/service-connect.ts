import type { Port } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { Service, TaskDefinition } from '../kinds.js'
import { launchTypeOf } from '../launch-type.js'
import { namespaceName } from '../network/namespace.js'
import { mappingOf } from './mapping-of.js'

/** What a service has to do with others. */
export interface Connected {
  /** Ports that others reach. */
  readonly served: readonly Port[]
  /** True where it reaches others itself. */
  readonly isClient: boolean
  /** Where its proxy writes to. */
  readonly logs?: LogConfiguration | undefined
}

type LogConfiguration = NonNullable<Service['serviceConnectConfiguration']>['logConfiguration']

/**
 * Gives the part of a service in Service Connect (ECS API, ServiceConnectConfiguration): an endpoint for each port that others reach, at the name and port that links inject. Nothing for one that
 * neither reaches others nor is reached: it needs no proxy. A discovery name is there once in a namespace, so that ports after the first have their number behind it; the name that clients use is the same.
 */
export function serviceConnect(
  draft: EcsDraft,
  task: TaskDefinition,
  { served, isClient, logs }: Connected,
): Service['serviceConnectConfiguration'] {
  // machines outside AWS are no part of it
  if ((served.length === 0 && !isClient) || launchTypeOf(draft) === 'EXTERNAL') return undefined
  const name = task.family ?? ''
  const services = served.flatMap((port, at) => {
    const mapping = mappingOf(task, port)
    if (mapping === undefined) return []
    return [
      {
        portName: mapping.name,
        discoveryName: at === 0 ? name : discoveryName(name, port),
        clientAliases: [{ port: port.port, dnsName: name }],
      },
    ]
  })
  return { enabled: true, namespace: namespaceName(draft), services: services.length === 0 ? undefined : services, logConfiguration: logs }
}

/** Names of services have no `_` (`serviceNames`), so that this one is nobody's; at most 64 (ECS API, ServiceConnectService). */
function discoveryName(name: string, { port }: Port): string {
  return `${name.slice(0, 57)}_${port}`
}
