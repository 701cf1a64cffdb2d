import type { Container } from '../../src/plan/plan.js'
import type { PublishedPort } from './compose-file.js'
import { duration } from './duration.js'
import { hasHealthcheck } from './health.js'
import { literal, type Text } from './text.js'

/** What `compose.debug.yaml` changes of a service. */
export interface DebugSection {
  readonly entrypoint?: readonly Text[] | undefined
  readonly environment?: Readonly<Record<string, Text>> | undefined
  readonly ports: readonly PublishedPort[]
  readonly healthcheck?: { readonly start_period: string } | undefined
}

/** As long as somebody may sit in front of a stopped program, failing health checks mean nothing. */
const breakpoint = 24 * 60 * 60 * 1000

/** Gives what attaching a debugger changes: the command and environment of the `debug` block, and its port on 127.0.0.1. */
export function debugOf(container: Container): DebugSection | undefined {
  const { debug } = container
  if (debug === undefined) return undefined
  const { command, env, port } = debug
  const environment = Object.entries(env)
  return {
    entrypoint: command && command.length > 0 ? command.map(literal) : undefined,
    environment: environment.length === 0 ? undefined : Object.fromEntries(environment.map(([key, value]) => [key, literal(value)])),
    ports: [{ target: port, published: `${port}`, host_ip: literal('127.0.0.1'), protocol: 'tcp' }],
    healthcheck: hasHealthcheck(container) ? { start_period: duration(breakpoint) } : undefined,
  }
}
