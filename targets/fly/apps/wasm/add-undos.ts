import { handedBy, undeployArgs } from '../../../wadm/substrate/manifest.js'
import type { FlyDraft } from '../fly-draft.js'

/** Adds what takes an application away from wadm: the run that handed its manifest over, with other arguments. */
export function addUndos({ apps }: FlyDraft): void {
  for (const [at, app] of apps.entries()) {
    const [application] = app.ids.flatMap((id) => handedBy(id) ?? [])
    if (application !== undefined) apps[at] = { ...app, undo: undeployArgs(application) }
  }
}
