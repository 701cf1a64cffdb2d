import type { FlyAddress } from '../apps/fly-draft.js'

/** Gives the kind of an address in the words of `fly ips list`. */
export function addressKind(address: FlyAddress): string {
  return address === 'private' ? 'private_v6' : address === 'dedicated_v4' ? 'v4' : address
}
