import type { V1Probe } from '@kubernetes/client-node'
import type { Port, Probe } from '../../../../src/plan/plan.js'
import { secondsOf } from '../../../seconds.js'
import { some } from '../../../some.js'
import type { Wire } from '../kinds.js'
import { portReference } from './ports.js'

/** Gives a probe (Kubernetes API, core/v1 Probe), without the timings that Kubernetes has by itself; a port that the container declares stands there by its name. */
export function probeOf(ports: readonly Port[], probe: Probe | undefined): Wire<V1Probe> | undefined {
  if (probe === undefined) return undefined
  const { exec, http, tcp, grpc, terminationGracePeriod } = probe
  return {
    exec: exec && { command: exec.command },
    httpGet: http && {
      path: http.path,
      port: portReference(ports, http.port),
      host: http.host,
      scheme: unless(http.scheme, 'HTTP'),
      httpHeaders: some(http.headers.map(({ name, value }) => ({ name, value }))),
    },
    tcpSocket: tcp && { port: portReference(ports, tcp.port), host: tcp.host },
    // Kubernetes takes no name here
    grpc: grpc && { port: grpc.port, service: grpc.service },
    initialDelaySeconds: unless(secondsOf(probe.initialDelay), 0),
    periodSeconds: unless(secondsOf(probe.period), 10),
    timeoutSeconds: unless(secondsOf(probe.timeout), 1),
    successThreshold: unless(probe.successThreshold, 1),
    failureThreshold: unless(probe.failureThreshold, 3),
    terminationGracePeriodSeconds: secondsOf(terminationGracePeriod),
  }
}

/** Gives a value, or nothing where Kubernetes has it by itself. */
function unless<T>(value: T, usual: T): T | undefined {
  return value === usual ? undefined : value
}
