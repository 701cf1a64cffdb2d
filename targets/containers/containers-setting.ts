import type { Part, Workload } from '../../src/plan/plan.js'

/** What a platform that runs containers only says of itself, so that Wasm and Spin workloads become containers. */
export interface ContainersSetting {
  /** Name of the wasmCloud lattice. */
  readonly lattice: string
  /** The address by which a program listens on all interfaces: where the private network has IPv6 alone, `[::]`, which is every IPv4 address too. */
  readonly everywhere: '0.0.0.0' | '[::]'
  /** The checks that programs of ours have besides the one at their start. */
  readonly probes: readonly ('livenessProbe' | 'readinessProbe')[]
  /** How addresses of HTTP servers are reached from outside: not at all, through one gateway for all, or each group of hosts under a name of its own. */
  readonly outside: 'none' | 'gateway' | 'names'
  /** What leads to the hosts, for who reads a report. */
  readonly published: string
  /** Gives a value of which a part is an address; asked for when the workloads have their names. */
  textOf(from: Workload, parts: readonly Part[]): string
}
