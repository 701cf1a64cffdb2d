import type { HealthProbe, HttpGetAction, SpinProbe } from '../../generated/application.js'
import type { Port, Probe } from '../plan.js'
import type { Scope } from '../scope.js'
import type { Traced } from '../trace.js'

type Timings = Pick<HealthProbe, 'initialDelaySeconds' | 'periodSeconds' | 'timeoutSeconds' | 'successThreshold' | 'failureThreshold'>

/**
 * Gives a probe with KubeVela's timings (`#HealthProbe`: 0, 10 and 1 seconds, 1 success, 3 failures), in milliseconds; a port's name becomes its number.
 * Nothing where the manifest has no probe, or one that does nothing.
 */
export function planProbe(scope: Scope, probe: HealthProbe | undefined, ports: readonly Port[]): Probe | undefined {
  if (probe === undefined) return undefined
  const { trace } = scope
  const { exec, httpGet, tcpSocket, grpc } = probe
  const http = httpGet && httpOf(scope, httpGet, ports)
  const tcp = tcpSocket && portOf(scope, tcpSocket, ports)
  if (!exec && !http && !tcp && !grpc) return undefined
  return trace.build<Probe>({
    exec: exec && trace.build<NonNullable<Probe['exec']>>({ command: scope.required(exec, 'command') }),
    http,
    tcp: tcpSocket && tcp && trace.build<NonNullable<Probe['tcp']>>({ port: tcp, host: scope.from(tcpSocket, 'host') }),
    grpc: grpc && trace.build<NonNullable<Probe['grpc']>>({ port: scope.required(grpc, 'port'), service: scope.from(grpc, 'service') }),
    ...timings(scope, probe, 0),
    terminationGracePeriod: scope.from(probe, 'terminationGracePeriodSeconds', milliseconds),
  })
}

/** Gives the probe of a Spin application: a request to its port 80, 10 seconds after the start at the earliest (SpinKube, SpinApp `checks`). */
export function planSpinProbe(scope: Scope, probe: SpinProbe | undefined): Probe | undefined {
  if (probe === undefined) return undefined
  const http = scope.trace.build<NonNullable<Probe['http']>>({
    path: scope.required(probe.httpGet, 'path'),
    port: spinPort,
    scheme: 'HTTP',
    headers: headersOf(scope, probe.httpGet),
  })
  return scope.trace.build<Probe>({ http, ...timings(scope, probe, 10) })
}

/** Where the HTTP trigger of a Spin application listens (SpinKube). */
export const spinPort = 80

/** Gives a duration of a manifest, in seconds, as the plan has it. */
export function milliseconds(seconds: number): number {
  return seconds * 1000
}

function timings(scope: Scope, probe: Timings, initialDelay: number) {
  return {
    initialDelay: scope.from(probe, 'initialDelaySeconds', milliseconds) ?? milliseconds(initialDelay),
    period: scope.from(probe, 'periodSeconds', milliseconds) ?? milliseconds(10),
    timeout: scope.from(probe, 'timeoutSeconds', milliseconds) ?? milliseconds(1),
    successThreshold: scope.from(probe, 'successThreshold') ?? 1,
    failureThreshold: scope.from(probe, 'failureThreshold') ?? 3,
  }
}

function httpOf(scope: Scope, action: HttpGetAction, ports: readonly Port[]): Probe['http'] {
  const port = portOf(scope, action, ports)
  if (port === undefined) return undefined
  return scope.trace.build<NonNullable<Probe['http']>>({
    path: scope.from(action, 'path') ?? '/',
    port,
    host: scope.from(action, 'host'),
    scheme: scope.from(action, 'scheme') ?? 'HTTP',
    headers: headersOf(scope, action),
  })
}

function headersOf(scope: Scope, { httpHeaders = [] }: Pick<HttpGetAction, 'httpHeaders'>) {
  return httpHeaders.map((header) =>
    scope.trace.build<{ name: string; value: string }>({ name: scope.required(header, 'name'), value: scope.required(header, 'value') }),
  )
}

/** A name that no port has is an error of a rule, and never comes here. */
function portOf(scope: Scope, action: { port: number | string }, ports: readonly Port[]): Traced<number> | undefined {
  const said = scope.required(action, 'port')
  if (typeof said.value === 'number') return scope.required(action, 'port', Number)
  const named = ports.find(({ name }) => name === said.value)
  return named && scope.trace.join(named.containerPort, said, scope.trace.held(named, 'containerPort'))
}
