import type { Container, Probe } from '../../../src/plan/plan.js'
import { type Ending, type ProbeKind, probeWords } from '../../tools/probe-words.js'
import type { Healthcheck } from '../compose-file.js'
import { duration } from '../duration.js'
import { literal } from '../text.js'
import { busybox, type ToolScript, toolPath } from '../tools.js'

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

/** A container whose network has gone, because the one that owns it was started again, gets the new one by a restart of its own. */
const networkProbe: Probe = { initialDelay: 0, period: 10_000, timeout: 1_000, successThreshold: 1, failureThreshold: 2 }

/** What decides about a health check besides the probes. */
export interface HealthSetting extends Ending {
  /** The container lives in the network of another. */
  readonly isGuest?: boolean
}

/**
 * Gives the one health check that Compose has (services.healthcheck) for all probes. A readiness probe by a command, alone, is what Compose has too;
 * anything else is run by `tools/scripts/probe.sh`, which keeps the counts of each probe and restarts what does not live.
 * Ready is what its readiness probe says; without one, dependents wait for the first success of liveness, else of startup.
 */
export function healthOf(probed: Probed, setting: HealthSetting = {}): Health | undefined {
  const probes = probesOf(probed, setting)
  const [only] = probes
  const last = probes.at(-1)
  if (only === undefined || last === undefined) return undefined
  const isPlain = last === only && only.kind === 'readiness' && only.probe.exec !== undefined && only.probe.successThreshold === 1
  const startup = last.kind !== 'startup' && probed.startupProbe ? spanOf(probed.startupProbe) : 0
  const times = {
    start_period: duration(patience + startup + (isPlain ? last.probe.initialDelay : spanOf(last.probe))),
    start_interval: duration(firstInterval),
  }
  const relaxed = { start_period: duration(breakpoint) }
  return isPlain
    ? { check: { ...plain(only.probe), ...times }, relaxed: { retries: Math.ceil(breakpoint / only.probe.period), ...relaxed }, tools: [] }
    : {
        check: { ...scripted(probes, setting), ...times },
        relaxed: { test: testOf(probes, setting, 'relaxed'), ...relaxed },
        tools: probes.some(({ probe }) => probe.grpc !== undefined) ? ['probe', 'probe-grpc'] : ['probe'],
      }
}

/** Tells whether `healthOf` gives a health check. */
export function hasHealth({ startupProbe, livenessProbe, readinessProbe }: Probed): boolean {
  return (startupProbe ?? livenessProbe ?? readinessProbe) !== undefined
}

interface PlacedProbe {
  readonly kind: ProbeKind
  readonly probe: Probe
}

/** In the order in which they run; the last one decides whether the container is ready. */
function probesOf({ startupProbe, livenessProbe, readinessProbe }: Probed, { isGuest }: HealthSetting): readonly PlacedProbe[] {
  const placed = (kind: ProbeKind, probe: Probe | undefined): readonly PlacedProbe[] => (probe ? [{ kind, probe }] : [])
  return [
    ...placed('network', isGuest ? networkProbe : undefined),
    ...placed('startup', startupProbe),
    ...placed('liveness', livenessProbe),
    ...placed('readiness', readinessProbe),
  ]
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
function scripted(probes: readonly PlacedProbe[], setting: HealthSetting): Healthcheck {
  const lasting = probes.filter(({ kind }) => kind !== 'startup')
  return {
    test: testOf(probes, setting),
    interval: duration(Math.min(...(lasting.length > 0 ? lasting : probes).map(({ probe }) => probe.period))),
    timeout: duration(probes.reduce((sum, { probe }) => sum + probe.timeout, margin)),
    retries: 1,
  }
}

function testOf(probes: readonly PlacedProbe[], setting: HealthSetting, ...mode: readonly 'relaxed'[]) {
  const words = probes.flatMap(({ kind, probe }) => probeWords(kind, probe, setting))
  return [literal('CMD'), ...busybox('sh', toolPath('probe'), ...mode, ...words)]
}

/** The time in which a probe may fail before it counts. */
function spanOf({ initialDelay, period, failureThreshold }: Probe): number {
  return initialDelay + period * failureThreshold
}
