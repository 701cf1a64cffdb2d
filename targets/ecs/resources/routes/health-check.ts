import type { ContainerWorkload, Port, Probe } from '../../../../src/plan/plan.js'
import { secondsOf } from '../../../seconds.js'
import type { TargetHealthCheck } from '../ecs-draft.js'
import type { TaskPort } from '../network/edges.js'

/**
 * Gives how a load balancer sees that a task answers at a port (ELBv2 API, CreateTargetGroup). It asks what the readiness probe of the main container asks, where that is by HTTP or gRPC; another probe says nothing to it:
 * any answer to `/` then counts that is no fault of the server, and for connections that one is taken.
 */
export function healthCheck(workload: ContainerWorkload, port: Port, kind: 'application' | 'network'): TargetHealthCheck {
  const { readinessProbe: probe } = workload.main
  const asked = askedPort(workload, port)
  const at = asked.containerPort === port.containerPort && asked.protocol === port.protocol ? undefined : asked.containerPort
  const where = { ...(at !== undefined && { port: at }), ...(probe && timesOf(probe)) }
  if (kind === 'network') return { protocol: 'TCP', ...where }
  if (port.appProtocol === 'grpc')
    // without a probe ELB asks for a method that nobody has, and takes the answer 12, `unimplemented`
    return probe?.grpc === undefined
      ? { protocol: 'HTTP', ...where }
      : { protocol: 'HTTP', path: '/grpc.health.v1.Health/Check', ...where, matcher: '0' }
  if (probe?.http === undefined) return { protocol: 'HTTP', path: '/', ...where, matcher: '200-499' }
  const { path, scheme, headers, host } = probe.http
  // ELB sends no headers of ours, without which the answer may be a refusal; else as Kubernetes has it (core/v1 HTTPGetAction)
  const isPlain = headers.length === 0 && host === undefined
  return { protocol: scheme === 'HTTPS' ? 'HTTPS' : 'HTTP', path, ...where, matcher: isPlain ? '200-399' : '200-499' }
}

/** Gives the port that a health check asks: that of an HTTP probe, and for datagrams, which nobody answers, the first that takes connections. */
export function askedPort({ main: { ports, readinessProbe } }: ContainerWorkload, port: Port): TaskPort {
  if (port.protocol === 'UDP') return ports.find(({ protocol }) => protocol === 'TCP') ?? port
  const number = port.appProtocol === 'grpc' ? undefined : readinessProbe?.http?.port
  return { containerPort: number ?? port.containerPort, protocol: port.protocol }
}

/** Times and numbers of a probe in the ranges of ELB; a check ends before the next one begins. */
function timesOf({ period, timeout, successThreshold, failureThreshold }: Probe) {
  const patience = within(secondsOf(timeout) ?? 0, 2, 120)
  return {
    interval: within(Math.max(secondsOf(period) ?? 0, patience + 1), 5, 300),
    timeout: patience,
    healthyThreshold: within(successThreshold, 2, 10),
    unhealthyThreshold: within(failureThreshold, 2, 10),
  }
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
