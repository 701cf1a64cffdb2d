import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type KubeClient, makeClient } from '../../../src/store/kube/client.js'
import { connectCluster } from '../../../src/store/kube/connection.js'
import { readKubeConfig } from '../../../src/store/kube/kube-config.js'
import { temporary } from '../../harness.js'

/** What a server answers to one request; `reset` cuts the connection, `silent` says nothing. */
export type Reply =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | 'reset'
  | 'silent'

export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** Lets a client meet a server that answers as it is told, each reply once and the last one again and again; gives what the server saw. */
export async function withServer(
  replies: readonly Reply[],
  use: (client: KubeClient, seen: readonly Seen[]) => Promise<void>,
  { timeLimit = 2000, user = { token: 'secret-token' } }: { readonly timeLimit?: number; readonly user?: object } = {},
): Promise<void> {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => {
      body += part.toString('utf8')
    })
    request.on('end', () => {
      const reply = replies[Math.min(seen.length, replies.length - 1)]!
      seen.push({ method: request.method!, url: request.url!, headers: request.headers, body })
      if (reply === 'silent') return
      if (reply === 'reset') return void request.socket.destroy()
      response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
      response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {}))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const client = clientOf(`http://127.0.0.1:${port}`, user, timeLimit)
  try {
    await use(client, seen)
  } finally {
    client.close()
    server.closeAllConnections()
    server.close()
  }
}

/** Makes a client by a kubeconfig of one context, `stage` with the namespace `apps`. */
export function clientOf(server: string, user: object, timeLimit = 2000, cluster: object = {}): KubeClient {
  const cwd = temporary({ config: JSON.stringify(kubeConfig({ stage: { server, ...cluster } }, user)) })
  return makeClient(connectCluster(readKubeConfig({}, { cwd, env: { KUBECONFIG: 'config' } }), { env: {}, timeLimit }))
}

/** Gives a kubeconfig with a context for each cluster, of its name, the first one current. */
export function kubeConfig(clusters: Readonly<Record<string, object>>, user: object = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': Object.keys(clusters)[0],
    clusters: Object.entries(clusters).map(([name, cluster]) => ({ name, cluster })),
    users: [{ name: 'me', user }],
    contexts: Object.keys(clusters).map((name) => ({ name, context: { cluster: name, user: 'me', namespace: 'apps' } })),
  }
}

/** Gives an answer of the API server that refuses (meta/v1 Status). */
export function refusal(status: number, reason: string, message: string, details?: object): Reply {
  return {
    status,
    body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason, code: status, ...(details !== undefined && { details }) },
  }
}
