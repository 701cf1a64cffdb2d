/** CPUs of a kind, and its memory for each CPU in MB (fly-go, `machine_types.go`; https://fly.io/docs/machines/guides-examples/machine-sizing/). */
export interface VmKind {
  readonly cpus: readonly number[]
  /** Memory is a multiple of this, and at least this for each CPU. */
  readonly least: number
  readonly most: number
}

/** The kinds of CPU. */
export const vmKinds: Readonly<Record<'shared' | 'performance', VmKind>> = {
  shared: { cpus: [1, 2, 4, 6, 8], least: 256, most: 2048 },
  performance: { cpus: [1, 2, 4, 6, 8, 10, 12, 14, 16], least: 2048, most: 8192 },
}

/** A size by name, with the memory that it has where none is given, MB. */
export interface VmPreset {
  readonly kind: 'shared' | 'performance'
  readonly cpus: number
  readonly memory: number
}

/** The sizes that `size` may name. Those with a GPU have 8 CPUs of their own. */
export const vmPresets: ReadonlyMap<string, VmPreset> = new Map<string, VmPreset>([
  ...vmKinds.shared.cpus.map((cpus) => [`shared-cpu-${cpus}x`, { kind: 'shared', cpus, memory: cpus * 256 }] as const),
  ...vmKinds.performance.cpus.map((cpus) => [`performance-${cpus}x`, { kind: 'performance', cpus, memory: cpus * 2048 }] as const),
  ...['a100-40gb', 'a100-80gb', 'l40s', 'a10'].map((name) => [name, { kind: 'performance', cpus: 8, memory: 16 * 2048 }] as const),
])
