import type { Service } from './compose-file.js'
import type { Draft } from './draft.js'
import { literal } from './text.js'

/** The service that waits for what ends; no workload's service has a name without `-`. */
export const closingService = 'done'

/**
 * Adds a service that waits until every service that ends by itself has ended well, where nothing else that starts by default waits for it:
 * `docker compose up --wait` takes an end for a failure unless somebody waits for it. It stays, because `--wait` asks that too, and does nothing.
 */
export function addClosing({ context, services }: Draft): void {
  const started = [...services].filter(([, { profiles }]) => profiles === undefined)
  const awaited = new Set(
    started.flatMap(([, { depends_on = {} }]) =>
      Object.entries(depends_on).flatMap(([name, { condition }]) => (condition === 'service_completed_successfully' ? [name] : [])),
    ),
  )
  const left = started.filter(([name, service]) => endsItself(service) && !awaited.has(name)).map(([name]) => name)
  if (left.length === 0) return
  services.set(closingService, {
    image: literal(context.options['tools-image'] ?? ''),
    entrypoint: ['/bin/busybox', 'tail', '-f', '/dev/null'].map(literal),
    network_mode: 'none',
    depends_on: Object.fromEntries(left.sort().map((name) => [name, { condition: 'service_completed_successfully' }])),
    deploy: { resources: { limits: { cpus: '0.1', memory: '16m' } } },
    init: true,
    restart: 'unless-stopped',
  })
}

function endsItself({ restart = 'no' }: Service): boolean {
  return restart === 'no' || restart.startsWith('on-failure')
}
