/** Size of a task: cpu in units, 1024 to a vCPU; memory in MiB. */
export interface TaskSize {
  readonly cpu: number
  readonly memory: number
}

/** Sizes that Fargate has: for each cpu, the memory from, to and by (Amazon ECS Developer Guide, Task CPU and memory; Linux, platform 1.4.0). */
export const fargateSizes = [
  { cpu: 256, memory: [512, 1024, 2048] },
  { cpu: 512, memory: steps(1024, 4096, 1024) },
  { cpu: 1024, memory: steps(2048, 8192, 1024) },
  { cpu: 2048, memory: steps(4096, 16384, 1024) },
  { cpu: 4096, memory: steps(8192, 30720, 1024) },
  { cpu: 8192, memory: steps(16384, 61440, 4096) },
  { cpu: 16384, memory: steps(32768, 122880, 8192) },
] as const satisfies readonly { readonly cpu: number; readonly memory: readonly number[] }[]

/** The largest that Fargate has. */
export const largestSize: TaskSize = { cpu: 16384, memory: 122880 }

/** Gives the least size of Fargate in which both amounts fit, which no other that fits undercuts in cpu or in memory; undefined where none does. */
export function leastSize(asked: TaskSize): TaskSize | undefined {
  for (const { cpu, memory } of fargateSizes) {
    const least = cpu >= asked.cpu ? memory.find((amount) => amount >= asked.memory) : undefined
    if (least !== undefined) return { cpu, memory: least }
  }
  return undefined
}

function steps(from: number, to: number, by: number): readonly number[] {
  return Array.from({ length: (to - from) / by + 1 }, (_, step) => from + step * by)
}
