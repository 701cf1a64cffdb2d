import { headerOf } from '../../header.js'
import type { FlyDraft } from '../apps/fly-draft.js'

/** Gives the comment at the top of a script. */
export function scriptHeader({ plan, context }: FlyDraft, does: string): readonly string[] {
  return [
    headerOf(plan.applications, context),
    does,
    'DRY_RUN=1 prints every command and calls none. Needs flyctl, a session (fly auth login or FLY_API_TOKEN) and what deploy.md lists.',
  ]
}
