import type { Container, Probe } from '../../src/plan/plan.js'
import type { EmitContext } from '../target.js'
import type { Healthcheck } from './compose-file.js'
import { duration } from './duration.js'
import { type Ending, probeWords } from './probe-words.js'
import { literal } from './text.js'
import { busybox, type ToolScript, toolPath } from './tools.js'

/** What has probes: a container, or a Spin application. */
export type Probed = Partial<Pick<Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'>>

/** How Compose learns of the health of a service. */
export interface Health {
  readonly check: Healthcheck
  /** What changes for whoever debugs: nothing is restarted, and what was ready once stays ready while a breakpoint holds it. */
  readonly relaxed: Partial<Healthcheck>
  /** What the check runs in the container. */
  readonly tools: readonly ToolScript[]
}

/**
 * Kubernetes waits for readiness as long as it takes, Compose gives up a dependency once it is unhealthy: failures of the first minute do not count.
 * A check each second meanwhile lets what waits start at once.
 */
const patience = 60_000
const firstInterval = 1_000

/** What one check needs besides the probes themselves, on a busy machine. */
const margin = 5_000

/** As long as somebody may sit in front of a stopped program, failing health checks mean nothing. */
const breakpoint = 24 * 60 * 60 * 1000

/**
 * Gives the one health check that Compose has (services.healthcheck) for all probes. A readiness probe by a command, alone, is what Compose has too;
 * anything else is run by `scripts/probe.sh`, which keeps the counts of each probe and restarts what does not live.
 * Ready is what its readiness probe says; without one, dependents wait for the first success of liveness, else of startup.
 */
export function healthOf(probed: Probed, ending: Ending = {}): Health | undefined {
  const { startupProbe, livenessProbe, readinessProbe } = probed
  const last = readinessProbe ?? livenessProbe ?? startupProbe
  if (last === undefined) return undefined
  const check = isPlain(probed) ? plain(last) : scripted(probed, ending)
  const startup = startupProbe && last !== startupProbe ? spanOf(startupProbe) : 0
  const times = { start_period: duration(patience + startup + (isPlain(probed) ? last.initialDelay : spanOf(last))) }
  return {
    check: { ...check, ...times, start_interval: duration(firstInterval) },
    relaxed: {
      ...(isPlain(probed) ? { retries: Math.ceil(breakpoint / last.period) } : { test: testOf(probed, ending, 'relaxed') }),
      start_period: duration(breakpoint),
    },
    tools: isPlain(probed) ? [] : ['probe'],
  }
}

/** Tells whether `healthOf` gives a health check. */
export function hasHealth({ startupProbe, livenessProbe, readinessProbe }: Probed): boolean {
  return (startupProbe ?? livenessProbe ?? readinessProbe) !== undefined
}

/** Reports what a check of ours cannot do. */
export function reportProbes({ fault }: EmitContext, { startupProbe, livenessProbe, readinessProbe }: Probed): void {
  for (const probe of [startupProbe, livenessProbe, readinessProbe])
    if (probe?.http?.scheme === 'HTTPS')
      fault(
        {
          code: 'target/https-probe',
          severity: 'warning',
          message: 'compose asks by the TLS of busybox, which servers with OpenSSL 3 refuse: their refusal counts as a success',
          help: 'a probe by HTTP, or by a command in the container, sees the status',
        },
        probe.http,
        'scheme',
      )
}

function isPlain({ startupProbe, livenessProbe, readinessProbe }: Probed): boolean {
  return !startupProbe && !livenessProbe && readinessProbe?.exec !== undefined && readinessProbe.successThreshold === 1
}

function plain({ exec, period, timeout, failureThreshold }: Probe): Healthcheck {
  return {
    test: ['CMD', ...(exec?.command ?? [])].map(literal),
    interval: duration(period),
    timeout: duration(timeout),
    retries: failureThreshold,
  }
}

/** The script counts, so that one failed check is enough. */
function scripted(probed: Probed, ending: Ending): Healthcheck {
  const { startupProbe, livenessProbe, readinessProbe } = probed
  const lasting = [livenessProbe, readinessProbe].filter((probe) => probe !== undefined)
  const all = startupProbe ? [startupProbe, ...lasting] : lasting
  return {
    test: testOf(probed, ending),
    interval: duration(Math.min(...(lasting.length > 0 ? lasting : all).map(({ period }) => period))),
    timeout: duration(all.reduce((sum, { timeout }) => sum + timeout, margin)),
    retries: 1,
  }
}

/** The last probe decides whether the container is ready. */
function testOf({ startupProbe, livenessProbe, readinessProbe }: Probed, ending: Ending, ...mode: readonly 'relaxed'[]) {
  const words = [
    ...(startupProbe ? probeWords('startup', startupProbe, ending) : []),
    ...(livenessProbe ? probeWords('liveness', livenessProbe, ending) : []),
    ...(readinessProbe ? probeWords('readiness', readinessProbe) : []),
  ]
  return [literal('CMD'), ...busybox('sh', toolPath('probe'), ...mode, ...words)]
}

/** The time in which a probe may fail before it counts. */
function spanOf({ initialDelay, period, failureThreshold }: Probe): number {
  return initialDelay + period * failureThreshold
}
