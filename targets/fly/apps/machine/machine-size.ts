import type { Container, ContainerWorkload } from '../../../../src/plan/plan.js'
import type { FlyGuest } from '../../fly-machine.js'
import type { FlyVm } from '../../fly-toml.js'
import type { FlyDraft } from '../fly-draft.js'
import { refuses } from '../loses.js'
import { chooseSize, type MachineSize, machineSizes } from './machine-sizes.js'

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
  const cpu = total(sidecars, main, initContainers, ({ resources }) => amountOf(resources.cpu))
  const memory = total(sidecars, main, initContainers, ({ resources }) => amountOf(resources.memory))
  for (const { resources } of [main, ...sidecars, ...initContainers])
    if (resources.gpu !== undefined) draft.context.unsupported('gpu', resources, 'gpu')
  const isPerformance = draft.context.options['cpu-kind'] === 'performance'
  if (cpu === 0 && memory === 0 && !isPerformance) return undefined
  const chosen = chooseSize(cpu, memory, isPerformance)
  const place =
    [main, ...sidecars, ...initContainers].find(({ resources }) => resources.cpu !== undefined || resources.memory !== undefined) ?? main
  if (chosen === undefined) {
    const largest = machineSizes.at(-1)
    const isCpu = cpu > (largest?.cpus ?? 0) * 1000
    const reason = `the largest machine has ${largest?.cpus} processors and ${(largest?.most ?? 0) / 1024} GB, and \`${workload.id}\` asks for ${asked(cpu, memory)}`
    refuses(draft, isCpu ? 'cpu' : 'memory', place.resources, isCpu ? 'cpu' : 'memory', reason)
    return undefined
  }
  const { size } = chosen
  if (size.cpus * 1000 !== cpu || chosen.memory !== memory)
    draft.context.fault(
      {
        code: 'target/rounded',
        severity: 'info',
        message: `\`${workload.id}\` asks for ${asked(cpu, memory)}: the smallest machine that has it is ${size.name} with ${chosen.memory} MB`,
      },
      place.resources,
    )
  return chosen
}

/** Gives the size as fly.toml has it (`vm`); memory is left out where it is that of the size. */
export function vmOf({ size, memory }: Size): FlyVm {
  return { size: size.name, memory: memory === size.least ? undefined : `${memory}mb` }
}

/** Gives the size as the configuration of a machine has it (fly-go, `MachineGuest`). */
export function guestOf({ size, memory }: Size): FlyGuest {
  return { cpu_kind: size.kind, cpus: size.cpus, memory_mb: memory }
}

/** Init containers run before the others, one after the other. */
function total(
  sidecars: readonly Container[],
  main: Container,
  before: readonly Container[],
  amount: (container: Container) => number,
): number {
  const together = [main, ...sidecars].reduce((sum, container) => sum + amount(container), 0)
  return Math.max(together, ...before.map(amount))
}

function amountOf(amount: { readonly request?: number; readonly limit?: number } | undefined): number {
  return Math.max(amount?.request ?? 0, amount?.limit ?? 0)
}

function asked(cpu: number, memory: number): string {
  const parts = [...(cpu > 0 ? [`${cpu / 1000} processors`] : []), ...(memory > 0 ? [`${Math.ceil(memory)} MiB`] : [])]
  return parts.join(' and ')
}
