import type { Container, ContainerWorkload, Probe } from '../../../../src/plan/plan.js'
import { some, someOf } from '../../../some.js'
import type { FlyContainer, FlyMachine } from '../../fly-machine.js'
import { healthOf } from '../checks/health.js'
import type { FlyDraft, FlyLocalFile, FlySecret } from '../fly-draft.js'
import { filesOf } from '../storage/files.js'
import { scratchMounts, scratchOf } from '../storage/storage.js'
import { commandOf } from './command.js'
import { environmentOf } from './environment.js'
import { imageOf } from './image.js'
import { restartOf } from './restart.js'
import { stopOf } from './stop.js'
import { userOf } from './user.js'

/** Containers of a machine, and what has to be there for them. */
export interface Containers {
  readonly machine: Pick<FlyMachine, 'containers' | 'volumes'>
  readonly local: readonly FlyLocalFile[]
  readonly needed: readonly FlySecret[]
}

/**
 * Gives the containers of a workload's machines (fly-go, `ContainerConfig`): init containers one after the other, each to its end, then the main one and its sidecars.
 * `passed` are probes of the main container that the proxy asks.
 */
export function containersOf(draft: FlyDraft, workload: ContainerWorkload, passed: ReadonlySet<Probe>): Containers {
  const { main, sidecars, initContainers } = workload
  const local: FlyLocalFile[] = []
  const needed: FlySecret[] = []
  const make = (container: Container, before: Container | undefined, isInit: boolean): FlyContainer => {
    const environment = environmentOf(draft, workload, container, true)
    const files = filesOf(draft, workload, container)
    local.push(...files.local)
    needed.push(...environment.needed, ...files.needed)
    return {
      name: container.name,
      image: imageOf(container),
      ...commandOf(container),
      user: userOf(workload, container),
      env: someOf(environment.values),
      env_from: some(environment.fields),
      secrets: some(environment.secrets),
      files: some(files.files),
      mounts: some(scratchMounts(draft, workload, container)),
      depends_on: before && [{ name: before.name, condition: 'exited_successfully' }],
      healthchecks: isInit ? undefined : some(healthOf(draft, container, passed)),
      restart: isInit ? { policy: 'no' } : restartOf(workload),
      stop: stopOf(draft, workload, container),
    }
  }
  const before = initContainers.map((container, at) => make(container, initContainers[at - 1], true))
  const last = initContainers.at(-1)
  const together = [main, ...sidecars].map((container) => make(container, last, false))
  return { machine: { containers: [...together, ...before], volumes: some(scratchOf(draft, workload)) }, local, needed }
}
