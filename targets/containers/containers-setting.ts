import type { Part, Workload } from '../../src/plan/plan.js'

/** What a platform that runs containers only says of itself, so that Wasm and Spin workloads become containers. */
export interface ContainersSetting {
  /** Name of the wasmCloud lattice. */
  readonly lattice: string
  /** The address by which a program listens on all interfaces: where the private network has IPv6 alone, `[::]`, which is every IPv4 address too. */
  readonly everywhere: '0.0.0.0' | '[::]'
  /** The check that programs of ours have besides the one at their start: one that replaces them, or one that only tells. */
  readonly probe: 'livenessProbe' | 'readinessProbe'
  /** Whether each address of an HTTP server has a route from outside. */
  readonly isPublic: boolean
  /** What leads to the hosts, for who reads a report. */
  readonly published: string
  /** Gives a value of which a part is an address; asked for when the workloads have their names. */
  textOf(from: Workload, parts: readonly Part[]): string
}
