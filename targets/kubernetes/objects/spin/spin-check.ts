import type { Probe } from '../../../../src/plan/plan.js'
import { secondsOf } from '../../../seconds.js'
import { some } from '../../../some.js'
import type { SpinAppCheck } from './spin-app.js'

/** Gives a check of a SpinApp, without the timings that its definition has by itself: 10 seconds before the first one, else those of Kubernetes. */
export function spinCheck(probe: Probe | undefined): SpinAppCheck | undefined {
  if (probe?.http === undefined) return undefined
  const { path, headers } = probe.http
  return {
    httpGet: { path, httpHeaders: some(headers.map(({ name, value }) => ({ name, value }))) },
    initialDelaySeconds: unless(secondsOf(probe.initialDelay), 10),
    timeoutSeconds: unless(secondsOf(probe.timeout), 1),
    periodSeconds: unless(secondsOf(probe.period), 10),
    successThreshold: unless(probe.successThreshold, 1),
    failureThreshold: unless(probe.failureThreshold, 3),
  }
}

/** Gives a value, or nothing where the definition has it by itself. */
function unless<T>(value: T, usual: T): T | undefined {
  return value === usual ? undefined : value
}
