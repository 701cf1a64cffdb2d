import type { Draft } from '../draft.js'
import { publishAs } from '../ports/ports.js'
import { literal } from '../text.js'
import type { GatewayRoute } from './gateway-route.js'
import { gatewayRoutes } from './gateway-routes.js'

/** The reverse proxy of all routes; no workload's service has a name without `-`. */
export const gatewayService = 'gateway'

/** Where it listens in its container, and on this machine where nobody says otherwise. */
export const gatewayPort = 8000

/** The program and its routes in the container. */
const program = '/gateway.js'
const routesFile = '/routes.json'

/**
 * Adds the service that all routes of the lattice lead through (option `gateway-image`, Node 20 or later), where there are any: its program
 * (`scripts/gateway.ts`) and its routes are configuration in the file. It waits for nothing: a service that is slow or broken must not keep the
 * others' routes away, and until it answers the gateway says which one does not. For the same reason nothing is known of its health.
 */
export function addGateway(draft: Draft): void {
  const routes = gatewayRoutes(draft)
  if (routes.length === 0) return
  const { context, configs, services } = draft
  configs.set('gateway.program', { content: literal(context.script('gateway')) })
  configs.set('gateway.routes', { content: literal(textOf(routes)) })
  const node = (...words: readonly string[]) => ['node', ...words].map(literal)
  services.set(gatewayService, {
    image: literal(context.options['gateway-image'] ?? ''),
    // Node would take as much for its objects alone as the container may have
    entrypoint: node('--max-old-space-size=160', program, `${gatewayPort}`, routesFile),
    // `node` in the official images; it owns nothing in the container (Compose refuses `read_only` beside configuration from the file)
    user: '1000:1000',
    configs: [
      { source: 'gateway.program', target: literal(program) },
      { source: 'gateway.routes', target: literal(routesFile) },
    ],
    ports: [{ name: literal('http'), ...publishAs(gatewayPort, numberOnMachine(draft)), app_protocol: 'http' }],
    healthcheck: {
      test: [literal('CMD'), ...node(program, 'check', `${gatewayPort}`)],
      interval: '30s',
      timeout: '5s',
      retries: 3,
      start_period: '60s',
      start_interval: '1s',
    },
    deploy: { resources: { limits: { memory: '256M' } } },
    cap_drop: [literal('ALL')],
    security_opt: ['no-new-privileges:true'].map(literal),
    init: true,
    restart: 'unless-stopped',
  })
}

/** One route to a line, which people read. */
function textOf(routes: readonly GatewayRoute[]): string {
  return `[\n${routes.map((route) => `  ${JSON.stringify(route)}`).join(',\n')}\n]\n`
}

/** Gives the number on this machine: the option, or the next number that no workload claims; nothing for any free one. */
function numberOnMachine({ context, portClaims, workloads }: Draft): number | undefined {
  const asked = context.options['gateway-port'] ?? ''
  if (asked === 'auto') return undefined
  if (!/^[1-9]\d{0,4}$/.test(asked) || Number(asked) > 65535) {
    const message = `\`${asked}\` is no port for the gateway of compose`
    const help = 'write `--set compose.gateway-port=<number>`, or `auto` for any free one'
    context.fault({ code: 'target/option', severity: 'error', message, help }, {})
    return undefined
  }
  let number = Number(asked)
  while (portClaims.has(`${number}/tcp`)) number++
  if (number === Number(asked)) return number
  const published = number > 65535 ? undefined : number
  const [place = {}] = [...workloads.values()].flatMap((workload) => (workload.kind === 'wasm' ? [] : workload.routes))
  context.fault(
    {
      code: 'target/port-taken',
      severity: asked === `${gatewayPort}` ? 'info' : 'warning',
      message: `a workload claims port ${asked} of this machine; compose publishes the gateway under ${published ?? 'any free one'}`,
      help: '`--set compose.gateway-port=<number>` chooses another',
    },
    place,
    'path',
  )
  return published
}
