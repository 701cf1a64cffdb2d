import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { fingerprint } from '../../../fingerprint.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { ContainerDefinition, Volume } from '../kinds.js'

/** A volume of a task in one of its containers (ECS API, MountPoint). */
export type MountPoint = NonNullable<ContainerDefinition['mountPoints']>[number]

/** Programs for the inside of containers, by file name under `/.mc`. */
export type ToolScript = 'probe' | 'probe-grpc'

/** A task while it is made: its volumes, and what one container of ours puts into them before all others start (`tools-container.ts`). */
export interface TaskDraft {
  readonly draft: EcsDraft
  readonly workload: ContainerWorkload
  /** Volumes of the task, by what they stand for. */
  readonly volumes: Map<string, Volume>
  /** Programs that some container runs. */
  readonly scripts: Set<ToolScript>
  /** Steps of `tools/scripts/prepare-volumes.sh`, each but once. */
  readonly steps: (readonly string[])[]
  /** Values that become files, by reference or as they are. */
  readonly environment: { readonly name: string; readonly value: string }[]
  readonly secrets: { readonly name: string; readonly valueFrom: string }[]
  /** Volumes that are prepared, by name. */
  readonly prepared: Map<string, MountPoint>
}

/** Begins a task. */
export function beginTask(draft: EcsDraft, workload: ContainerWorkload): TaskDraft {
  return {
    draft,
    workload,
    volumes: new Map(),
    scripts: new Set(),
    steps: [],
    environment: [],
    secrets: [],
    prepared: new Map(),
  }
}

/** Gives the name of the task's volume for `identity`, which is made with what `settings` says where it is not there yet. Names have letters, digits, `_` and `-` (ECS API, Volume `name`). */
export function addVolume({ volumes }: TaskDraft, identity: string, wanted: string, settings: Omit<Volume, 'name'> = {}): string {
  const known = volumes.get(identity)?.name
  if (known !== undefined) return known
  const legal = wanted.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '')
  const isTaken =
    legal === '' || legal === toolsVolume || legal.length > longest || [...volumes.values()].some(({ name }) => name === legal)
  const name = isTaken ? `${legal.slice(0, longest - 9)}-${fingerprint(identity)}`.replace(/^-/, 'volume-') : legal
  volumes.set(identity, { name, ...settings })
  return name
}

/** Name of the volume with programs, mounted at `/.mc`. */
export const toolsVolume = 'mc-tools'

/** Longest name of a volume (ECS API, Volume `name`). */
const longest = 255

/** Gives the path at which the container that prepares a volume has it; it is mounted there from now on. */
export function prepareVolume({ prepared }: TaskDraft, volume: string): string {
  const containerPath = `/volumes/${volume}`
  prepared.set(volume, { sourceVolume: volume, containerPath })
  return containerPath
}
