import type { ContainerWorkload, Plan, Port, SpinWorkload, Workload } from '../../../src/plan/plan.js'
import { httpAddresses } from '../../wadm/http-addresses.js'
import type { AskedPorts } from './publish-option.js'

/** Counts who claims each port of this machine (`8080/tcp`): a number that several claim is nobody's, so that the order of workloads decides nothing. */
export function countPortClaims(plan: Plan, asked: AskedPorts): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  const claim = (port: string): void => void counts.set(port, (counts.get(port) ?? 0) + 1)
  for (const application of plan.applications) {
    for (const workload of application.workloads) {
      if (workload.kind === 'wasm' || copiesOf(workload) !== 1) continue
      for (const port of portsOf(workload))
        if (isPublished(port) || asked.has(portKey(workload, port))) claim(claimOf(port, asked.get(portKey(workload, port))))
    }
  }
  for (const address of new Set(plan.applications.flatMap(httpAddresses).map(({ provider, port }) => `${provider} ${port}/tcp`)))
    claim(address.slice(address.lastIndexOf(' ') + 1))
  return counts
}

/** Gives the number that a published port has on this machine, where it is free, and its protocol. */
export function claimOf(port: Port, asked?: number): string {
  return `${asked ?? port.hostPort ?? port.nodePort ?? port.port}/${port.protocol.toLowerCase()}`
}

/** Names a port of a workload among all of the plan. */
export function portKey({ id }: Workload, { containerPort, protocol }: Port): string {
  return `${id} ${containerPort}/${protocol}`
}

/** Tells whether a port is published: the manifest exposes it, or binds it to one of the machine. */
export function isPublished({ expose, hostPort }: Port): boolean {
  return expose || hostPort !== undefined
}

/** Gives the ports of all containers that share the workload's network. */
export function portsOf(workload: ContainerWorkload | SpinWorkload): readonly Port[] {
  return workload.kind === 'spin' ? workload.ports : [...workload.main.ports, ...workload.sidecars.flatMap(({ ports }) => ports)]
}

/** Gives the number of copies that Compose starts. */
export function copiesOf({ replicas }: ContainerWorkload | SpinWorkload): number {
  return replicas ?? 1
}
