import type { WasmWorkload } from '../../src/plan/plan.js'

/** What hosts of wasmCloud 2 have built in where wasmCloud 1 ran a capability provider. */
export type HostAbility = 'http-server' | 'http-client' | 'keyvalue' | 'blobstore' | 'messaging' | 'postgres'

/** By the last part of the image's name, as the project publishes them (wasmCloud 1.9, providers), or of a built-in provider's. */
const known: ReadonlyMap<string, HostAbility> = new Map([
  ['http-server', 'http-server'],
  ['http-client', 'http-client'],
  ['keyvalue-nats', 'keyvalue'],
  ['blobstore-nats', 'blobstore'],
  ['messaging-nats', 'messaging'],
  ['sqldb-postgres', 'postgres'],
])

/** Gives what takes the place of a provider (wasmCloud 2, `wash host`: plugins that are always on, and that for PostgreSQL, which needs to know where it is); nothing where it is another. */
export function abilityOf({ image }: WasmWorkload): HostAbility | undefined {
  const name = /([^/:@]+)(?::[^/:@]*)?(?:@.*)?$/.exec(image)?.[1] ?? ''
  return known.get(name)
}
