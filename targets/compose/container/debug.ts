import type { Container, ContainerWorkload, Debug } from '../../../src/plan/plan.js'
import { someOf } from '../../some.js'
import type { Healthcheck, PublishedPort } from '../compose-file.js'
import type { Draft } from '../draft.js'
import { copiesOf } from '../ports/port-claims.js'
import { publishAs } from '../ports/ports.js'
import { concat, literal, type Text } from '../text.js'
import type { Health } from './health.js'

/** What `compose.debug.yaml` changes of a service. */
export interface DebugSection {
  readonly entrypoint?: readonly Text[] | undefined
  readonly command?: readonly Text[] | undefined
  readonly environment?: Readonly<Record<string, Text>> | undefined
  readonly ports: readonly PublishedPort[]
  readonly healthcheck?: Partial<Healthcheck> | undefined
  readonly deploy?: { readonly replicas: number } | undefined
}

/**
 * Gives what attaching a debugger changes: the command and environment of the `debug` block, its port on 127.0.0.1, and a health check that waits.
 * `environment` is what the service has without it.
 */
export function debugOf(
  draft: Draft,
  workload: ContainerWorkload,
  container: Container,
  environment: Readonly<Record<string, Text>>,
  health: Health | undefined,
): DebugSection | undefined {
  const { debug } = container
  if (debug === undefined) return undefined
  return {
    entrypoint: debug.command?.map(literal),
    command: debug.args?.map(literal),
    environment: someOf(variablesOf(debug, environment)),
    ports: [publishDebugger(draft, workload, debug)],
    healthcheck: health?.relaxed,
    // with several copies, requests would pass by the one that is looked at
    deploy: copiesOf(workload) > 1 ? { replicas: 1 } : undefined,
  }
}

/** Compose puts the variables of both files together, so that only what changes stands here. */
function variablesOf({ env, append }: Debug, environment: Readonly<Record<string, Text>>): Readonly<Record<string, Text>> {
  const values: Record<string, Text> = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, literal(value)]))
  for (const [name, words] of Object.entries(append)) {
    const before = values[name] ?? environment[name]
    values[name] = before === undefined || before === '' ? literal(words) : concat([before, literal(` ${words}`)])
  }
  return values
}

/** The debugger has its own number where no other debugger and no published port of the project claims it. */
function publishDebugger(draft: Draft, workload: ContainerWorkload, { port }: Debug): PublishedPort {
  const claims = [...draft.workloads.values()].filter((other) => other.kind === 'container' && other.main.debug?.port === port).length
  const isFree = claims === 1 && !draft.portClaims.has(`${port}/tcp`)
  if (!isFree)
    draft.context.fault(
      {
        code: 'target/port-taken',
        severity: 'info',
        message: `several containers claim port ${port} of this machine; compose takes any free one for the debugger of \`${workload.id}\``,
        help: `\`docker compose port ${draft.serviceOf(workload.id)} ${port}\` tells which`,
      },
      workload.main,
      'debug',
    )
  return publishAs(port, isFree ? port : undefined)
}
