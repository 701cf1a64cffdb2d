import type { Probe } from '../../../../src/plan/plan.js'
import type { FlyHttpCheck, FlyTcpCheck } from '../../fly-toml.js'
import { duration } from '../duration.js'
import type { FlyDraft } from '../fly-draft.js'
import { clamped, clampedTo } from './clamp.js'

/** Checks of a port that the proxy serves: machines that fail them get no requests (fly.toml, `services.http_checks` and `tcp_checks`). */
export interface PortChecks {
  readonly http_checks?: readonly FlyHttpCheck[]
  readonly tcp_checks?: readonly FlyTcpCheck[]
}

/** Gives a probe as a check of the port that the proxy serves. */
export function serviceCheck(draft: FlyDraft, probe: Probe, startup: Probe | undefined): PortChecks {
  const timing = timingOf(draft, probe, startup, 1000)
  return probe.http === undefined ? { tcp_checks: [timing] } : { http_checks: [{ ...timing, ...requestOf(probe.http) }] }
}

/** Gives interval, timeout and grace period: what is longer than a minute or shorter than `least` milliseconds Fly.io changes by itself, or refuses. */
export function timingOf(
  draft: FlyDraft,
  probe: Probe,
  startup: Probe | undefined,
  least: number,
): Required<Pick<FlyTcpCheck, 'interval' | 'timeout'>> & FlyTcpCheck {
  const grace = graceOf(draft, probe, startup)
  return {
    interval: duration(clamped(draft, probe, 'period', least, minute)),
    timeout: duration(clamped(draft, probe, 'timeout', 1000, minute)),
    grace_period: grace === 0 ? undefined : duration(grace),
  }
}

const minute = 60_000

/** Gives how long nothing is checked after the start: the delay of the probe, and before it the time that the startup probe allows. */
export function graceOf(draft: FlyDraft, probe: Probe, startup: Probe | undefined): number {
  const own = clampedTo(draft, probe, 'initialDelay', probe.initialDelay, 0, minute)
  if (startup === undefined || startup === probe) return own
  const allowed = startup.initialDelay + startup.period * startup.failureThreshold
  const most = clampedTo(draft, startup, 'period', allowed, 0, minute)
  return Math.max(own, most)
}

/** Gives the request of a probe; a server that shows another certificate than the platform trusts is healthy, as it is to Kubernetes. */
export function requestOf({ path, scheme, host, headers }: NonNullable<Probe['http']>): FlyHttpCheck {
  const isSecure = scheme === 'HTTPS'
  const named = [...(host === undefined ? [] : [{ name: 'Host', value: host }]), ...headers]
  return {
    method: 'GET',
    path,
    protocol: isSecure ? 'https' : undefined,
    tls_skip_verify: isSecure ? true : undefined,
    headers: named.length === 0 ? undefined : Object.fromEntries(named.map(({ name, value }) => [name, value])),
  }
}
