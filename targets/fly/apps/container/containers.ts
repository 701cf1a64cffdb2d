import type { Container, ContainerWorkload, Probe } from '../../../../src/plan/plan.js'
import { imageOf } from '../../../image-name.js'
import { some, someOf } from '../../../some.js'
import type { FlyContainer, FlyMachine } from '../../fly-machine.js'
import { healthOf } from '../checks/health.js'
import type { FlyDraft, FlySecret } from '../fly-draft.js'
import { fileSecrets, filesOf, machineFiles } from '../storage/files.js'
import { scratchMounts, scratchOf } from '../storage/storage.js'
import { commandOf } from './command.js'
import { environmentOf } from './environment.js'
import { restartOf } from './restart.js'
import { stopOf } from './stop.js'
import { userOf } from './user.js'

/** Containers of a machine, and the secrets that have to be there for them. */
export interface Containers {
  readonly machine: Pick<FlyMachine, 'containers' | 'volumes'>
  /** The environment of the machine, which all its containers have. */
  readonly env?: Readonly<Record<string, string>> | undefined
  readonly needed: readonly FlySecret[]
}

/**
 * Gives the containers of a workload's machines (fly-go, `ContainerConfig`): init containers one after the other, each to its end, then the main one and its sidecars.
 * `passed` are probes of the main container that are checks of the machine. A container that is alone has the environment and the secrets of the machine, where people look for them
 * (fly-go calls that of a container additional); of several each has its own.
 */
export function containersOf(draft: FlyDraft, workload: ContainerWorkload, passed: ReadonlySet<Probe | undefined>): Containers {
  const { main, sidecars, initContainers } = workload
  const needed: FlySecret[] = []
  const isAlone = sidecars.length + initContainers.length === 0
  let env: Containers['env']
  const make = (container: Container, before: Container | undefined, isInit: boolean): FlyContainer => {
    const environment = environmentOf(draft, workload, container, isAlone ? 'alone' : 'container')
    const files = filesOf(draft, workload, container)
    if (isAlone) env = someOf(environment.values)
    needed.push(...environment.needed, ...fileSecrets(files))
    return {
      name: container.name,
      image: imageOf(draft, workload, container),
      ...commandOf(container),
      user: userOf(workload, container),
      env: isAlone ? undefined : someOf(environment.values),
      env_from: some(environment.fields),
      secrets: isAlone ? undefined : some(environment.secrets),
      files: some(machineFiles(files)),
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
  return { machine: { containers: [...together, ...before], volumes: some(scratchOf(draft, workload)) }, env, needed }
}
