import type { Service } from '../compose-file.js'
import type { Draft } from '../draft.js'
import { literal } from '../text.js'
import { toolCheck } from './tool-check.js'

/** Where the services of wasmCloud meet. No workload's service has a name without `-`. */
export const natsService = 'nats'

/** Gives NATS with JetStream, which keeps what it stores in a volume. */
export function nats(draft: Draft): Service {
  const { check, mount, waits } = toolCheck(draft, 8222, '/healthz')
  draft.volumes.set(natsService, {})
  return {
    image: literal(draft.context.options['nats-image'] ?? ''),
    command: ['--jetstream', '--store_dir', '/data', '--http_port', '8222'].map(literal),
    volumes: [{ type: 'volume', source: literal(natsService), target: literal('/data') }, mount],
    depends_on: waits,
    healthcheck: check,
    init: true,
    restart: 'unless-stopped',
  }
}
