import type { Healthcheck } from '../compose-file.js'
import type { Draft } from '../draft.js'
import { literal } from '../text.js'
import { busybox, type Tools, useTools } from '../tools.js'

/** Gives a health check that asks for a path on a port of the container itself, and what the service needs for it: images of wasmCloud bring no client. */
export function toolCheck(draft: Draft, port: number, path: string): Tools & { readonly check: Healthcheck } {
  // without name look-up, which a static busybox cannot do in every image, and to the end of the answer, or a server logs that nobody listens
  const talk = `printf 'GET ${path} HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n'; read -r _ status _; /.mc/bin/cat >/dev/null; [ "$status" = 200 ]`
  return {
    ...useTools(draft),
    check: {
      test: [literal('CMD'), ...busybox('nc', '-w', '3', '127.0.0.1', String(port), '-e', '/.mc/bin/sh', '-c', talk)],
      interval: '10s',
      timeout: '5s',
      retries: 3,
      start_period: '60s',
      start_interval: '500ms',
    },
  }
}
