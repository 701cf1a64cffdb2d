import type { ContainerWorkload, Probe } from '../../../../src/plan/plan.js'

/**
 * Gives the probes of the main container that it checks itself where machines hold containers: a liveness probe, which stops it, and what only a command can tell.
 * A readiness probe by a request or a connection is a check of the machine, for which the proxy and a deployment wait.
 */
export function probesOfContainers({ main }: ContainerWorkload): ReadonlySet<Probe> {
  const { readinessProbe, livenessProbe, startupProbe } = main
  const own = [livenessProbe, readinessProbe?.exec && readinessProbe, startupProbe?.exec && startupProbe]
  return new Set(own.filter((probe) => probe !== undefined))
}
