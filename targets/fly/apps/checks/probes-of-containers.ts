import type { ContainerWorkload, Probe } from '../../../../src/plan/plan.js'
import type { Reach } from '../network/reach.js'
import { portOf } from './machine-checks.js'

/** Gives the probes of the main container that it checks itself where machines hold containers: all but a readiness probe of a port that the proxy serves, which the proxy has to ask. */
export function probesOfContainers({ main }: ContainerWorkload, { served }: Reach): ReadonlySet<Probe> {
  const { readinessProbe, livenessProbe, startupProbe } = main
  const isAsked = (probe: Probe): boolean =>
    probe.exec === undefined && served.some(({ port }) => port.protocol === 'TCP' && port.containerPort === portOf(probe))
  const own = [livenessProbe, startupProbe, readinessProbe !== undefined && !isAsked(readinessProbe) ? readinessProbe : undefined]
  return new Set(own.filter((probe) => probe !== undefined))
}
