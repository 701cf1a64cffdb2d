import type { Probe } from '../../src/plan/plan.js'

/** How a container is ended that fails its probes. */
export interface Ending {
  /** Milliseconds between the signal and the kill, where the probe has none of its own. */
  readonly grace?: number | undefined
  readonly signal?: string | undefined
  /** The platform ends it. */
  readonly isReplaced?: boolean
}

/** A request of a probe or of a lifecycle handler; exactly one is there. */
export type Action = Pick<Probe, 'exec' | 'http' | 'tcp' | 'grpc'>

/** Kubernetes, PodSpec `terminationGracePeriodSeconds`. */
const defaultGrace = 30_000

/** What a probe of a container is for; `network` sees whether its network is still there. */
export type ProbeKind = 'network' | 'startup' | 'liveness' | 'readiness'

/** Gives one probe as `scripts/probe.sh` reads it: when, and how many words follow, and those words. A container that fails any but readiness is ended. */
export function probeWords(
  kind: ProbeKind,
  probe: Probe,
  { grace: said = defaultGrace, signal = '', isReplaced = false }: Ending,
): readonly string[] {
  const action = kind === 'network' ? ['network'] : actionWords(probe)
  const ends = kind !== 'readiness' && !isReplaced
  const grace = ends ? (probe.terminationGracePeriod ?? said) : defaultGrace
  const head = [
    kind,
    `delay=${seconds(probe.initialDelay)}`,
    `period=${seconds(probe.period)}`,
    `timeout=${seconds(probe.timeout)}`,
    `successes=${probe.successThreshold}`,
    `failures=${probe.failureThreshold}`,
    ...(grace === defaultGrace ? [] : [`grace=${seconds(grace)}`]),
    ...(ends && /^[\w+-]+$/.test(signal) ? [`signal=${signal}`] : []),
    `words=${action.length}`,
  ]
  return [head.join(' '), ...action]
}

/** Gives the words of an action as `scripts/probe.sh` reads them; an empty host is the container's own address. */
export function actionWords({ exec, http, tcp, grpc }: Action): readonly string[] {
  if (exec) return ['exec', ...exec.command]
  if (tcp) return ['tcp', tcp.host ?? '', `${tcp.port}`]
  if (grpc) return ['grpc', '', `${grpc.port}`, grpc.service ?? '']
  if (!http) return []
  const headers = http.headers.map(({ name, value }) => oneLine(`${name}: ${value}`))
  return [http.scheme.toLowerCase(), http.host ?? '', `${http.port}`, requestPath(http.path), ...headers]
}

/** What HTTP has no place for in a path is escaped, and what begins without `/` is below it. */
function requestPath(path: string): string {
  const [target = ''] = path.split('#')
  return target.replace(/^(?!\/)/, '/').replace(/[^!-~]/gu, encode)
}

function encode(character: string): string {
  return [...new TextEncoder().encode(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ')
}

function seconds(milliseconds: number): number {
  return Math.ceil(milliseconds / 1000)
}
