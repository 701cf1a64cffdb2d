import type { Container, Probe } from '../../src/plan/plan.js'
import type { EmitContext } from '../target.js'
import type { Healthcheck } from './compose-file.js'
import { duration } from './duration.js'
import { literal } from './text.js'

const probeKeys = ['readinessProbe', 'startupProbe', 'livenessProbe'] as const
type ProbeKey = (typeof probeKeys)[number]

/**
 * Kubernetes waits for readiness as long as it takes, Compose gives up a dependency once it is unhealthy: failures of the first minute do not count.
 * A check each second meanwhile lets what waits start at once.
 */
const patience = 60_000
const firstInterval = 1_000

/** Gives the one health check that Compose has (services.healthcheck): from the first of readiness, startup and liveness probe that is a command. */
export function healthcheckOf(container: Container): Healthcheck | undefined {
  const key = chosenKey(container)
  const probe = key && container[key]
  if (probe?.exec === undefined) return undefined
  const { startupProbe } = container
  const startup =
    key === 'readinessProbe' && startupProbe ? startupProbe.initialDelay + startupProbe.period * startupProbe.failureThreshold : 0
  return {
    test: [literal('CMD'), ...probe.exec.command.map(literal)],
    interval: duration(probe.period),
    timeout: duration(probe.timeout),
    retries: probe.failureThreshold,
    start_period: duration(patience + probe.initialDelay + startup),
    start_interval: duration(firstInterval),
  }
}

/** Tells whether `healthcheckOf` gives a health check. */
export function hasHealthcheck(container: Container): boolean {
  return chosenKey(container) !== undefined
}

/** Reports the probes of a container that the health check leaves out, and what it cannot say of the one that it has. */
export function reportProbes({ unsupported }: EmitContext, container: Container): void {
  const chosen = chosenKey(container)
  for (const key of probeKeys) {
    const probe = container[key]
    if (probe === undefined) continue
    if (probe.exec === undefined) unsupported(kindOf(probe), container, key)
    else if (key !== chosen) unsupported(key === 'startupProbe' ? 'startup-probe' : 'liveness-probe', container, key)
    else reportChosen(unsupported, key, probe)
  }
}

function reportChosen(unsupported: EmitContext['unsupported'], key: ProbeKey, probe: Probe): void {
  if (key === 'livenessProbe' && probe.exec)
    unsupported('liveness-probe', probe.exec, 'command', 'what depends on it waits for it, and nothing restarts it')
  if (probe.successThreshold > 1) unsupported('success-threshold', probe, 'successThreshold')
  if (probe.terminationGracePeriod !== undefined) unsupported('liveness-probe', probe, 'terminationGracePeriod')
}

function chosenKey(container: Container): ProbeKey | undefined {
  return probeKeys.find((key) => container[key]?.exec !== undefined)
}

function kindOf({ http, tcp }: Probe): 'http-probe' | 'tcp-probe' | 'grpc-probe' {
  return http ? 'http-probe' : tcp ? 'tcp-probe' : 'grpc-probe'
}
