/** A kind and size of machine, and the memory that it may have, in MB: from `least` to `most` in steps (fly-go, `MachinePresets`; Fly.io, machine sizing). */
export interface MachineSize {
  readonly name: string
  readonly kind: 'shared' | 'performance'
  readonly cpus: number
  readonly least: number
  readonly most: number
  readonly step: number
}

/** Sizes from the smallest to the largest; shared processors come first, because they cost less. */
export const machineSizes: readonly MachineSize[] = [
  ...[1, 2, 4, 6, 8].map(
    (cpus): MachineSize => ({ name: `shared-cpu-${cpus}x`, kind: 'shared', cpus, least: cpus * 256, most: cpus * 2048, step: 256 }),
  ),
  ...[1, 2, 4, 6, 8, 10, 12, 14, 16].map(
    (cpus): MachineSize => ({ name: `performance-${cpus}x`, kind: 'performance', cpus, least: cpus * 2048, most: cpus * 8192, step: 2048 }),
  ),
]

/** Gives the first size that has so many processors (in millicores) and so much memory (in MiB), and its memory; nothing where no machine is large enough. */
export function chooseSize(
  cpu: number,
  memory: number,
  isPerformance = false,
): { readonly size: MachineSize; readonly memory: number } | undefined {
  const size = machineSizes.find(
    ({ kind, cpus, most }) => (!isPerformance || kind === 'performance') && cpus * 1000 >= cpu && most >= memory,
  )
  return size && { size, memory: Math.max(size.least, Math.ceil(memory / size.step) * size.step) }
}

/** Sizes with a graphics processor, which Fly.io takes out of service, by the kind of that (fly-go, `MachinePresets`). */
export const gpuSizes: ReadonlyMap<string, string> = new Map([
  ['a10', 'a10'],
  ['l40s', 'l40s'],
  ['a100-40gb', 'a100-pcie-40gb'],
  ['a100-80gb', 'a100-sxm4-80gb'],
])

/** Gives a size with a graphics processor, and its memory; nothing where that is not enough. */
export function chooseGpuSize(
  name: string,
  cpu: number,
  memory: number,
): { readonly size: MachineSize; readonly memory: number } | undefined {
  const size: MachineSize = { name, kind: 'performance', cpus: 8, least: 32_768, most: 65_536, step: 2048 }
  if (cpu > size.cpus * 1000 || memory > size.most) return undefined
  return { size, memory: Math.max(size.least, Math.ceil(memory / size.step) * size.step) }
}
