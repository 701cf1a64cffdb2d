import type { Container, ContainerWorkload } from '../../../../src/plan/plan.js'
import type { FlyGuest } from '../../fly-machine.js'
import type { FlyVm } from '../../fly-toml.js'
import type { FlyDraft } from '../fly-draft.js'
import { refuses } from '../loses.js'
import { chooseGpuSize, chooseSize, gpuSizes, type MachineSize, machineSizes } from './machine-sizes.js'

/** The size of a workload's machines. */
export interface Size {
  readonly size: MachineSize
  /** MB. */
  readonly memory: number
}

/**
 * Gives the smallest machine that has what all containers of a workload may use, which is said where it is more; nothing where the manifest names no amount,
 * so that the size is left to whoever deploys.
 */
export function sizeOf(draft: FlyDraft, workload: ContainerWorkload): Size | undefined {
  const { main, sidecars, initContainers } = workload
  const containers = [main, ...sidecars, ...initContainers]
  const gpu = gpuOf(draft, containers)
  const total = (amount: Amount): number =>
    totalOf(workload, ({ resources }) => Math.max(resources[amount]?.request ?? 0, resources[amount]?.limit ?? 0))
  const [cpu, memory] = [total('cpu'), total('memory')]
  const isPerformance = draft.context.options['cpu-kind'] === 'performance'
  if (cpu === 0 && memory === 0 && !isPerformance && gpu === undefined) return undefined
  const chosen = gpu === undefined ? chooseSize(cpu, memory, isPerformance) : chooseGpuSize(gpu, cpu, memory)
  if (chosen === undefined) {
    reportTooLarge(draft, workload, containers, cpu, memory)
    return undefined
  }
  const { size } = chosen
  const say = (amount: Amount, asked: string, has: string): void => {
    const message = `\`${workload.id}\` asks for ${asked}: the smallest machine that fits, ${size.name}, has ${has}`
    for (const { resources } of containers)
      if (resources[amount] !== undefined) draft.context.fault({ code: 'target/rounded', severity: 'info', message }, resources[amount])
  }
  if (cpu > 0 && size.cpus * 1000 !== cpu) say('cpu', `${cpu / 1000} processors`, `${size.cpus}`)
  if (memory > 0 && chosen.memory !== memory) say('memory', `${Math.ceil(memory)} MiB`, `${chosen.memory} MB`)
  return chosen
}

/** Gives the size as fly.toml has it (`vm`); memory is left out where it is that of the size. */
export function vmOf({ size, memory }: Size): FlyVm {
  return { size: size.name, memory: memory === size.least ? undefined : `${memory}mb` }
}

/** Gives the size as the configuration of a machine has it (fly-go, `MachineGuest`). */
export function guestOf({ size, memory }: Size): FlyGuest {
  const kind = gpuSizes.get(size.name)
  return { cpu_kind: size.kind, cpus: size.cpus, memory_mb: memory, ...(kind !== undefined && { gpu_kind: kind, gpus: 1 }) }
}

/** A machine has one graphics processor, and only where the option names its size. */
function gpuOf(draft: FlyDraft, containers: readonly Container[]): string | undefined {
  const asking = containers.filter(({ resources }) => resources.gpu !== undefined)
  const name = draft.context.options['gpu-size'] ?? 'none'
  const isEnough = asking.reduce((sum, { resources }) => sum + (resources.gpu ?? 0), 0) <= 1
  if (name === 'none' || !isEnough)
    for (const { resources } of asking) draft.context.unsupported('gpu', resources, 'gpu', isEnough ? undefined : 'a machine has one')
  return asking.length === 0 || name === 'none' ? undefined : name
}

type Amount = 'cpu' | 'memory'

/** Init containers run before the others, one after the other. */
function totalOf({ main, sidecars, initContainers }: ContainerWorkload, amount: (container: Container) => number): number {
  const together = [main, ...sidecars].reduce((sum, container) => sum + amount(container), 0)
  return Math.max(together, ...initContainers.map(amount))
}

function reportTooLarge(draft: FlyDraft, { id }: ContainerWorkload, containers: readonly Container[], cpu: number, memory: number): void {
  const largest = machineSizes.at(-1)
  const amount: Amount = cpu > (largest?.cpus ?? 0) * 1000 ? 'cpu' : 'memory'
  const asked = amount === 'cpu' ? `${cpu / 1000} processors` : `${Math.ceil(memory)} MiB`
  const reason = `the largest machine has ${largest?.cpus} processors and ${(largest?.most ?? 0) / 1024} GB, and \`${id}\` asks for ${asked}`
  const owner = containers.find(({ resources }) => resources[amount] !== undefined)
  if (owner !== undefined) refuses(draft, amount, owner.resources, amount, reason)
}
