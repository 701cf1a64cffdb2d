import type { Container, Probe } from '../../../../src/plan/plan.js'
import type { FlyHealthcheck } from '../../fly-machine.js'
import type { FlyDraft } from '../fly-draft.js'
import { loses } from '../loses.js'
import { reportGrpc } from './machine-checks.js'
import { requestOf } from './service-checks.js'

/**
 * Gives the probes of a container as its own health checks (fly-go, `ContainerHealthcheck`), in seconds: a liveness probe that fails stops the container, and its restart policy starts it again.
 * `passed` are probes that are checks of the machine instead.
 */
export function healthOf(draft: FlyDraft, container: Container, passed: ReadonlySet<Probe | undefined>): readonly FlyHealthcheck[] {
  const { readinessProbe, livenessProbe, startupProbe } = container
  const checks: FlyHealthcheck[] = []
  const add = (name: string, kind: FlyHealthcheck['kind'], probe: Probe): void => {
    checks.push({ name, kind, ...(kind === 'liveness' && { unhealthy: 'stop' }), ...checkOf(draft, probe, startupProbe) })
  }
  if (readinessProbe !== undefined && !passed.has(readinessProbe)) add('readiness', 'readiness', readinessProbe)
  if (livenessProbe !== undefined) add('liveness', 'liveness', livenessProbe)
  const isAlone = readinessProbe === undefined && livenessProbe === undefined
  if (startupProbe !== undefined && isAlone && !passed.has(startupProbe)) add('startup', 'readiness', startupProbe)
  return checks
}

function checkOf(draft: FlyDraft, probe: Probe, startup: Probe | undefined): Omit<FlyHealthcheck, 'name' | 'kind'> {
  const { exec, http, tcp, grpc } = probe
  reportGrpc(draft, probe)
  if (tcp?.host !== undefined) loses(draft, 'tcp-probe', tcp, 'host', 'the container itself is asked')
  if (probe.terminationGracePeriod !== undefined)
    loses(draft, 'liveness-probe', probe, 'terminationGracePeriod', 'a container has one time to end')
  const first = startup === undefined || startup === probe ? 0 : startup.initialDelay + startup.period * startup.failureThreshold
  return {
    interval: seconds(probe.period),
    timeout: seconds(probe.timeout),
    grace_period: seconds(Math.max(probe.initialDelay, first)) || undefined,
    success_threshold: probe.successThreshold === 1 ? undefined : probe.successThreshold,
    failure_threshold: probe.failureThreshold,
    ...(exec && { exec: { command: [...exec.command] } }),
    ...(http && { http: httpOf(http) }),
    ...(tcp && { tcp: { port: tcp.port } }),
    ...(grpc && { tcp: { port: grpc.port } }),
  }
}

function httpOf(http: NonNullable<Probe['http']>): FlyHealthcheck['http'] {
  const { headers, path = '/', tls_skip_verify } = requestOf(http)
  return {
    port: http.port,
    method: 'GET',
    path,
    scheme: http.scheme === 'HTTPS' ? 'https' : 'http',
    tls_skip_verify,
    headers: headers && Object.entries(headers).map(([name, value]) => ({ name, values: [value] })),
  }
}

function seconds(milliseconds: number): number {
  return Math.ceil(milliseconds / 1000)
}
