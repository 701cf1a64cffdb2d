/** What the engine tells of a container (`docker events --format json`). */
interface EngineEvent {
  readonly id: string
  readonly action: string
  readonly service: string
  readonly name: string
  readonly at: string
  readonly exitCode: number
  readonly signal: number
}

/** Something about a container that a developer wants to know. */
export interface ContainerNews {
  readonly kind: 'ended' | 'done' | 'again' | 'unhealthy' | 'healthy' | 'asked'
  readonly id: string
  readonly name: string
  readonly service: string
  /** When it happened: seconds since 1970 with nine decimals, as Docker's `--until` takes it. */
  readonly at: string
  /** For `ended`: why, in words. */
  readonly why?: string
  /** For `again`: how many times it has come back by itself. */
  readonly count?: number
}

/** The events that are asked for; `exec` of health checks would be most of the rest. */
export const wantedEvents = ['die', 'kill', 'oom', 'start', 'health_status', 'destroy']

interface Memory {
  killedBy?: number
  isOutOfMemory?: boolean
  isUnwell?: boolean
  hasDied?: boolean
  comebacks: number
}

/**
 * Gives a function that reads a line of the engine's events and gives what is new. A container that was asked to end by a signal other than SIGKILL
 * was stopped by somebody, which is no fault (`asked`); one that ends without being asked is a fault, and so is SIGKILL.
 */
export function makeEventReader(): (line: string) => ContainerNews | undefined {
  const known = new Map<string, Memory>()
  return (line) => {
    const event = readEvent(line)
    if (event === undefined) return undefined
    const { id, action, service, name, at } = event
    const memory = known.get(id) ?? { comebacks: 0 }
    known.set(id, memory)
    const news = { id, name, service, at }
    switch (action) {
      case 'destroy':
        known.delete(id)
        return undefined
      case 'kill':
        memory.killedBy ??= event.signal
        return undefined
      case 'oom':
        memory.isOutOfMemory = true
        return undefined
      case 'die': {
        const { killedBy, isOutOfMemory } = memory
        delete memory.killedBy
        delete memory.isOutOfMemory
        delete memory.isUnwell
        if (killedBy !== undefined && killedBy !== sigkill) return { ...news, kind: 'asked' }
        if (event.exitCode === 0) return { ...news, kind: 'done' }
        memory.hasDied = true
        return { ...news, kind: 'ended', why: reasonOf(event.exitCode, killedBy === sigkill, isOutOfMemory === true) }
      }
      case 'start':
        if (memory.hasDied !== true) return undefined
        delete memory.hasDied
        return { ...news, kind: 'again', count: ++memory.comebacks }
      case 'health_status: unhealthy':
        memory.isUnwell = true
        return { ...news, kind: 'unhealthy' }
      case 'health_status: healthy':
        if (memory.isUnwell !== true) return undefined
        delete memory.isUnwell
        return { ...news, kind: 'healthy' }
      default:
        return undefined
    }
  }
}

const sigkill = 9

function reasonOf(exitCode: number, isKilled: boolean, isOutOfMemory: boolean): string {
  if (isOutOfMemory) return 'ran out of memory and was killed (its limit is `memory` in the manifest)'
  if (isKilled) return `was killed (exit code ${exitCode})`
  // 128 and the number of the signal, as shells have it
  return exitCode > 128 ? `was ended by signal ${exitCode - 128} (exit code ${exitCode})` : `ended with exit code ${exitCode}`
}

function readEvent(line: string): EngineEvent | undefined {
  let value: {
    readonly time?: number
    readonly Action?: string
    readonly Actor?: { readonly ID?: string; readonly Attributes?: Readonly<Record<string, string>> }
  }
  try {
    value = JSON.parse(line)
  } catch {
    return undefined
  }
  // the nanoseconds are more digits than a number has, so they are taken from the text
  const [, fraction = '0'] = /"timeNano":\d+(\d{9})\b/.exec(line) ?? []
  const { time = 0, Action: action, Actor: { ID: id, Attributes: attributes = {} } = {} } = value
  if (action === undefined || id === undefined) return undefined
  return {
    id,
    action,
    service: attributes['com.docker.compose.service'] ?? '',
    name: attributes['name'] ?? '',
    at: `${time}.${fraction}`,
    exitCode: Number(attributes['exitCode'] ?? 0),
    signal: Number(attributes['signal'] ?? 0),
  }
}
