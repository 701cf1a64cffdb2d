import type { ContainerWorkload, Probe } from '../../../../src/plan/plan.js'
import type { FlyCheck } from '../../fly-toml.js'
import type { FlyDraft } from '../fly-draft.js'
import { loses } from '../loses.js'
import type { Reach } from '../network/reach.js'
import { type PortChecks, requestOf, serviceCheck, timingOf } from './service-checks.js'

/** Checks of a machine: by port those that decide where the proxy leads, and by name those that only a deployment waits for. */
export interface MachineChecks {
  readonly byPort: ReadonlyMap<number, PortChecks>
  readonly byName: Readonly<Record<string, FlyCheck>>
}

/**
 * Gives the probes of the main container that a check of the machine can be (fly.toml, `checks`, `services.*_checks`); `taken` are those that a container checks itself.
 * A readiness probe of a port that the proxy serves decides where that leads; of another port it only holds a deployment up.
 */
export function machineChecks(draft: FlyDraft, { main }: ContainerWorkload, { served }: Reach, taken: ReadonlySet<Probe>): MachineChecks {
  const { readinessProbe, livenessProbe, startupProbe } = main
  const byPort = new Map<number, PortChecks>()
  const byName: Record<string, FlyCheck> = {}
  const isServed = (probe: Probe): boolean => served.some(({ port }) => port.protocol === 'TCP' && port.containerPort === portOf(probe))
  if (readinessProbe !== undefined && !taken.has(readinessProbe)) {
    if (readinessProbe.exec !== undefined) leaveOut(draft, readinessProbe)
    else {
      reportCounts(draft, readinessProbe)
      reportAddress(draft, readinessProbe)
      if (isServed(readinessProbe)) byPort.set(portOf(readinessProbe), serviceCheck(draft, readinessProbe, startupProbe))
      else byName['readiness'] = checkOf(draft, readinessProbe, startupProbe)
    }
  }
  if (livenessProbe !== undefined && !taken.has(livenessProbe)) {
    if (livenessProbe.exec !== undefined) leaveOut(draft, livenessProbe)
    else {
      loses(
        draft,
        'liveness-probe',
        livenessProbe,
        undefined,
        'its result is shown, and nothing is restarted: containers of a machine have it (option `containers`)',
      )
      byName['liveness'] = checkOf(draft, livenessProbe, startupProbe)
    }
  }
  if (startupProbe !== undefined && readinessProbe === undefined && livenessProbe === undefined && !taken.has(startupProbe)) {
    if (startupProbe.exec !== undefined) leaveOut(draft, startupProbe)
    else byName['startup'] = checkOf(draft, startupProbe, startupProbe)
  }
  return { byPort, byName }
}

/** Gives the port that a probe asks at. */
export function portOf({ http, tcp, grpc }: Probe): number {
  return http?.port ?? tcp?.port ?? grpc?.port ?? 0
}

/** Nothing of Fly.io speaks the gRPC health protocol. */
export function reportGrpc(draft: FlyDraft, { grpc }: Probe): void {
  if (grpc !== undefined) draft.context.unsupported('grpc-probe', grpc)
}

/** Intervals below two seconds are refused (flyctl, `validateChecksSection`). */
function checkOf(draft: FlyDraft, probe: Probe, startup: Probe | undefined): FlyCheck {
  const timing = timingOf(draft, probe, startup, 2000)
  const port = portOf(probe)
  return probe.http === undefined ? { type: 'tcp', port, ...timing } : { type: 'http', port, ...timing, ...requestOf(probe.http) }
}

function leaveOut(draft: FlyDraft, probe: Probe): void {
  loses(draft, 'exec-probe', probe, undefined, 'it is left out: only containers of a machine run commands as checks (option `containers`)')
}

/** A check of a machine has no thresholds: each result counts. */
function reportCounts(draft: FlyDraft, probe: Probe): void {
  if (probe.successThreshold !== 1)
    loses(draft, 'success-threshold', probe, 'successThreshold', 'one success is enough for the check of a machine')
  if (probe.failureThreshold !== 3)
    loses(draft, 'readiness-probe', probe, 'failureThreshold', 'the check of a machine counts no failures: each changes its state')
}

function reportAddress(draft: FlyDraft, probe: Probe): void {
  reportGrpc(draft, probe)
  if (probe.tcp?.host !== undefined) loses(draft, 'tcp-probe', probe.tcp, 'host', 'the machine itself is asked')
}
