import { handedBy, undeployArgs } from '../../../wadm/substrate/manifest.js'
import type { EcsDraft, Unit } from '../ecs-draft.js'
import type { RunTask } from '../kinds.js'

/** Adds what takes an application away from wadm: the task that handed its manifest over, with another command (ECS API, TaskOverride). */
export function addUndos({ units }: EcsDraft): void {
  for (const [at, unit] of units.entries()) {
    const application = handedBy(unit.id)
    const undo = application !== undefined && undoOf(unit, application)
    if (undo) units[at] = { ...unit, undo }
  }
}

function undoOf({ run, task }: Unit, application: string): RunTask | undefined {
  const main = task.containerDefinitions?.find(({ essential }) => essential !== false)
  if (run === undefined || main === undefined) return undefined
  const command = undeployArgs(application)
  return { ...run, overrides: { containerOverrides: [{ name: main.name, command, environment: [{ name: 'PATIENCE', value: '60' }] }] } }
}
