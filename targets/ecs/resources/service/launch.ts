import type { EcsDraft } from '../ecs-draft.js'
import { type LaunchType, launchTypeOf } from '../launch-type.js'

/** What tasks run on (ECS API, `launchType` or `capacityProviderStrategy`, of which one is there). */
export interface Launch {
  readonly launchType?: LaunchType
  readonly capacityProviderStrategy?: readonly { readonly capacityProvider: string; readonly weight: number }[]
}

/** Gives what tasks run on: the launch type, or the provider that the option `capacity-provider` names, such as FARGATE_SPOT. */
export function launchOf(draft: EcsDraft): Launch {
  const provider = draft.context.options['capacity-provider'] ?? ''
  return provider === '' ? { launchType: launchTypeOf(draft) } : { capacityProviderStrategy: [{ capacityProvider: provider, weight: 1 }] }
}
