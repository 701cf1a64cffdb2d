import type { Port } from '../../../src/plan/plan.js'

/** Gives each port of a container a name of its own, as a Service needs it (Kubernetes API, core/v1 ServicePort): a name that is made from a number of the container can belong to several. */
export function portNames(ports: readonly Port[]): readonly string[] {
  const taken = new Set<string>()
  return ports.map(({ name, port, protocol }) => {
    const free = [name, `port-${port}`, `port-${port}-${protocol.toLowerCase()}`].find((candidate) => !taken.has(candidate)) ?? name
    taken.add(free)
    return free
  })
}

/** Gives the name of the container's port that a port of the plan leads to: that of the first port of the plan that leads there. */
export function portName(ports: readonly Port[], port: Port): string {
  return portNames(ports)[ports.indexOf(firstOf(ports, port))] ?? port.name
}

function firstOf(ports: readonly Port[], port: Port): Port {
  return ports.find(({ containerPort, protocol }) => containerPort === port.containerPort && protocol === port.protocol) ?? port
}
