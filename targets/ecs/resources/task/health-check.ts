import type { Container, ContainerWorkload, Probe } from '../../../../src/plan/plan.js'
import { type ProbeKind, probeWords } from '../../../tools/probe-words.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { ContainerDefinition } from '../kinds.js'
import type { ToolScript } from './task-draft.js'
import { toolPath } from './tools-container.js'

/** How ECS learns of the health of a container, and the programs that it needs there. */
export interface Health {
  readonly check: NonNullable<ContainerDefinition['healthCheck']>
  readonly tools: readonly ToolScript[]
}

/** Seconds, and times that a check may fail (ECS API, HealthCheck). */
const bounds = { interval: [5, 300], timeout: [2, 60], retries: [1, 10], startPeriod: [0, 300] } as const

/** What one check needs besides the probes themselves, on a busy machine; seconds. */
const margin = 5

/** What decides about a check besides the probes. */
export interface HealthSetting {
  /** ECS replaces the task when the container is unhealthy: it is essential, and a service keeps it running. */
  readonly isReplaced: boolean
  readonly grace?: number | undefined
  readonly signal?: string | undefined
}

/**
 * Gives the one health check that ECS has (ECS API, HealthCheck) for all probes; it only ever runs a command in the container. A probe by a command is what ECS has too.
 * Anything else, and what has to be counted, is run by `tools/scripts/probe.sh`, which needs nothing of the image.
 * ECS replaces a task that is unhealthy, so that readiness counts until its first success only, where the script counts; it may take as long as ECS allows, because Kubernetes waits for it for ever.
 */
export function healthOf(draft: EcsDraft, container: Container, setting: HealthSetting): Health | undefined {
  const { livenessProbe, readinessProbe } = container
  const probes = probesOf(container)
  const [only] = probes
  if (only === undefined) return undefined
  reportStart(draft, container)
  if (isPlainCheck(container, setting)) return { check: plainCheck(draft, container, only.probe), tools: [] }
  const lasting = probes.filter(({ kind }) => kind !== 'startup')
  const [shortest] = [...(lasting.length > 0 ? lasting : probes)].sort((a, b) => a.probe.period - b.probe.period)
  const words = probes.flatMap(({ kind, probe }) => probeWords(kind, probe, setting))
  const [, longest] = bounds.startPeriod
  return {
    check: {
      command: ['CMD', '/.mc/bin/sh', toolPath('probe'), ...(setting.isReplaced ? ['task'] : []), ...words],
      interval: within(draft, shortest?.probe ?? only.probe, 'period', 'interval'),
      timeout: sumOfTimeouts(
        draft,
        probes.map(({ probe }) => probe),
      ),
      // the program counts, so that one failed check is enough
      retries: 1,
      // a check that fails once counts at once, so that all that a probe may fail before its first success is left out
      startPeriod: readinessProbe === undefined ? Math.min(longest, startSpan(container) + failing(livenessProbe)) : longest,
    },
    tools: probes.some(({ probe }) => probe.grpc !== undefined) ? ['probe', 'probe-grpc'] : ['probe'],
  }
}

/** Tells whether ECS runs the one command of a container's probes itself: there is nothing to count, and nothing to end. */
export function isPlainCheck(container: Container, { isReplaced: isByEcs }: HealthSetting): boolean {
  const probes = probesOf(container)
  const isOne = new Set(probes.map(({ probe }) => identityOf(probe))).size === 1
  return (
    isOne &&
    probes.every(({ kind, probe }) => probe.exec !== undefined && probe.successThreshold === 1 && (isByEcs || kind === 'readiness'))
  )
}

interface PlacedProbe {
  readonly kind: ProbeKind
  readonly probe: Probe
}

/** In the order in which they run. */
function probesOf({ startupProbe, livenessProbe, readinessProbe }: Container): readonly PlacedProbe[] {
  const placed = (kind: ProbeKind, probe: Probe | undefined): readonly PlacedProbe[] => (probe ? [{ kind, probe }] : [])
  return [...placed('startup', startupProbe), ...placed('liveness', livenessProbe), ...placed('readiness', readinessProbe)]
}

/** What a probe by a command asks for, and how often. */
function identityOf({ exec, period, timeout, failureThreshold }: Probe): string {
  return JSON.stringify([exec?.command.map(String), period, timeout, failureThreshold])
}

function plainCheck(draft: EcsDraft, container: Container, probe: Probe): Health['check'] {
  const [, longest] = bounds.startPeriod
  const isPatient = container.livenessProbe === undefined && container.readinessProbe !== undefined
  return {
    command: ['CMD', ...(probe.exec?.command ?? [])],
    interval: within(draft, probe, 'period', 'interval'),
    timeout: within(draft, probe, 'timeout', 'timeout'),
    retries: within(draft, probe, 'failureThreshold', 'retries'),
    startPeriod: isPatient ? longest : Math.min(longest, startSpan(container)) || undefined,
  }
}

/** The time in which nothing that fails counts: all that the start may take, and the delay of what follows. */
function startSpan({ startupProbe, livenessProbe }: Pick<Container, 'startupProbe' | 'livenessProbe'>): number {
  return seconds((startupProbe?.initialDelay ?? 0) + (livenessProbe?.initialDelay ?? 0)) + failing(startupProbe)
}

/** How long a probe may fail. */
function failing(probe: Probe | undefined): number {
  return probe === undefined ? 0 : seconds(probe.period * probe.failureThreshold)
}

function reportStart({ context }: EcsDraft, container: Container): void {
  const { name, startupProbe, livenessProbe } = container
  const asked = startSpan(container)
  const [, most] = bounds.startPeriod
  const probe = startupProbe ?? livenessProbe
  if (asked <= most || probe === undefined) return
  context.fault(
    {
      code: 'target/rounded',
      severity: 'warning',
      message: `\`${name}\` has ${most} s to start for ${asked} s: ECS waits no longer before failed checks count`,
    },
    probe,
    startupProbe === undefined ? 'initialDelay' : 'failureThreshold',
  )
}

/** One command asks for all, in the time that ECS gives it. */
function sumOfTimeouts({ context }: EcsDraft, probes: readonly Probe[]): number {
  const asked = probes.reduce((sum, { timeout }) => sum + seconds(timeout), margin)
  const [, most] = bounds.timeout
  const [longest] = [...probes].sort((a, b) => b.timeout - a.timeout)
  if (asked > most && longest !== undefined)
    context.fault(
      {
        code: 'target/rounded',
        severity: 'warning',
        message: `all probes of the container together have ${most} s to answer for ${asked - margin} s: ECS gives its health check no more`,
      },
      longest,
      'timeout',
    )
  return Math.min(most, asked)
}

/** Gives a number of a probe within what ECS takes, and says where it is another. */
function within({ context }: EcsDraft, probe: Probe, key: 'period' | 'timeout' | 'failureThreshold', field: keyof typeof bounds): number {
  const asked = key === 'failureThreshold' ? probe[key] : seconds(probe[key])
  const [least, most] = bounds[field]
  const given = Math.min(most, Math.max(least, asked))
  const unit = key === 'failureThreshold' ? '' : ' s'
  if (given !== asked)
    context.fault(
      {
        code: 'target/rounded',
        severity: 'info',
        message: `the ${field} of the health check is ${given}${unit} for ${asked}${unit}: ECS takes ${least} to ${most}`,
      },
      probe,
      key,
    )
  return given
}

/** Tells whether ECS replaces the tasks of a workload: those that a service keeps running. */
export function isReplaced({ work }: ContainerWorkload): boolean {
  return work !== 'task' && work !== 'cron'
}

function seconds(milliseconds: number): number {
  return Math.ceil(milliseconds / 1000)
}
