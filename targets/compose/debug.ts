import type { Container } from '../../src/plan/plan.js'
import type { Healthcheck, PublishedPort } from './compose-file.js'
import type { Health } from './health.js'
import { literal, type Text } from './text.js'

/** What `compose.debug.yaml` changes of a service. */
export interface DebugSection {
  readonly entrypoint?: readonly Text[] | undefined
  readonly environment?: Readonly<Record<string, Text>> | undefined
  readonly ports: readonly PublishedPort[]
  readonly healthcheck?: Partial<Healthcheck> | undefined
}

/** Gives what attaching a debugger changes: the command and environment of the `debug` block, its port on 127.0.0.1, and a health check that waits. */
export function debugOf(container: Container, health: Health | undefined): DebugSection | undefined {
  const { debug } = container
  if (debug === undefined) return undefined
  const { command, env, port } = debug
  const environment = Object.entries(env)
  return {
    entrypoint: command && command.length > 0 ? command.map(literal) : undefined,
    environment: environment.length === 0 ? undefined : Object.fromEntries(environment.map(([key, value]) => [key, literal(value)])),
    ports: [{ target: port, published: `${port}`, host_ip: literal('127.0.0.1'), protocol: 'tcp' }],
    healthcheck: health?.relaxed,
  }
}
