import { script } from '../../../script.js'
import { some } from '../../../some.js'
import { shortScript } from '../../../tools/short-script.js'
import type { ContainerDefinition } from '../kinds.js'
import { launchTypeOf } from '../launch-type.js'
import { toolsContainer } from './container-names.js'
import { logConfiguration } from './log-configuration.js'
import { type MountPoint, type TaskDraft, type ToolScript, toolsVolume } from './task-draft.js'

/**
 * Gives the container that runs before all others of a task and prepares its volumes: programs for health checks at `/.mc`, files from configuration and secrets, rights of folders.
 * It has an image with busybox (option `tools-image`); the others need nothing. Nothing where a task has no use for it.
 */
export function toolsDefinition(task: TaskDraft): ContainerDefinition | undefined {
  const { draft, workload, scripts, prepared } = task
  const hasTools = scripts.size > 0
  if (!hasTools && prepared.size === 0) return undefined
  const programs = [...scripts].map((name) => ({ name, variable: `MC_${name.toUpperCase().replace('-', '_')}` }))
  const install = hasTools ? [...programs.map(({ name, variable }) => ['script', name, variable]), ['tools', 'MC_INSTALL']] : []
  const steps = [...install, ...task.steps]
  const rights = rightsOf(steps)
  const environment = [
    ...(rights === undefined ? [program('MC_PREPARE', 'prepare-volumes')] : []),
    ...programs.map(({ name, variable }) => program(variable, name)),
    ...(hasTools ? [program('MC_INSTALL', 'install-tools')] : []),
    ...(steps.some(([step]) => step === 'files') ? [program('MC_SPLIT', 'split-fields')] : []),
    ...task.environment,
  ]
  return {
    name: toolsContainer,
    image: draft.context.options['tools-image'],
    // the machine has to keep some for each container
    memoryReservation: launchTypeOf(draft) === 'FARGATE' ? undefined : toolsMemory,
    essential: false,
    ...(rights ?? { entryPoint: ['sh', '-c', 'eval "$MC_PREPARE"', toolsContainer], command: steps.flat() }),
    environment: some(environment),
    secrets: some(task.secrets),
    mountPoints: [...(hasTools ? [{ sourceVolume: toolsVolume, containerPath: '/.mc' }] : []), ...prepared.values()],
    logConfiguration: logConfiguration(draft, workload),
  }
}

/** What copying and writing takes; MiB. */
const toolsMemory = 16

/** Gives a container programs of ours at `/.mc`, whatever its image holds. */
export function useTools(task: TaskDraft, ...scripts: readonly ToolScript[]): MountPoint {
  task.volumes.set(toolsVolume, { name: toolsVolume })
  for (const name of scripts) task.scripts.add(name)
  return { sourceVolume: toolsVolume, containerPath: '/.mc', readOnly: true }
}

/** Gives the path of a program in a container with tools. */
export function toolPath(name: ToolScript): string {
  return `/.mc/${name}`
}

/** Rights alone need no script. */
function rightsOf(steps: readonly (readonly string[])[]): Pick<ContainerDefinition, 'entryPoint' | 'command'> | undefined {
  const [first] = steps
  const isPlain = first !== undefined && steps.every(([step, mode]) => step === 'folder' && mode === first[1])
  return isPlain ? { entryPoint: ['chmod'], command: [first[1] ?? '', ...steps.flatMap(([, , path]) => path ?? [])] } : undefined
}

function program(name: string, file: string): { readonly name: string; readonly value: string } {
  return { name, value: shortScript(script(`tools/${file}.sh`)) }
}
