import { userInfo } from 'node:os'
import type { Act } from '../../store/make-version.js'
import type { Context } from '../context.js'
import type { WriteFlags } from './lattice-options.js'

/** Gives who acts (`--actor`, else `MC_ACTOR`, else the user's name), when, and why. */
export function actOf({ actor, message }: Pick<WriteFlags, 'actor' | 'message'>, { env, host }: Pick<Context, 'env' | 'host'>): Act {
  return {
    actor: (actor || undefined) ?? (env['MC_ACTOR'] || undefined) ?? userName(),
    at: host.now().toISOString(),
    ...(message !== undefined && { message }),
  }
}

/** A user id without an entry in the list of users (usual in containers) has no name. */
function userName(): string {
  try {
    return userInfo().username || 'unknown'
  } catch {
    return 'unknown'
  }
}
