import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { FlyDraft } from '../fly-draft.js'
import { choosesModes } from '../storage/files.js'
import { isMachineFact } from './field.js'
import { userOf } from './user.js'

/**
 * Tells whether the machines of a workload hold containers (`containers` in the configuration of a machine) instead of being one: where there are several, and,
 * by the option `containers`, where only a container has what the manifest asks for. A readiness probe by a command is no reason: nothing but other containers is known to wait for it.
 */
export function holdsContainers({ context }: Pick<FlyDraft, 'context'>, workload: ContainerWorkload): boolean {
  const { main, sidecars, initContainers, volumes } = workload
  if (sidecars.length + initContainers.length > 0) return true
  if (context.options['containers'] === 'needed') return false
  return (
    main.livenessProbe !== undefined ||
    userOf(workload, main) !== undefined ||
    main.env.some(({ field }) => field !== undefined && isMachineFact(field)) ||
    main.mounts.some((mount) => volumes.find(({ name }) => name === mount.volume)?.kind === 'empty') ||
    choosesModes(workload)
  )
}
