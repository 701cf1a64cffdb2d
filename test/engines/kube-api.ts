import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import type { KubeEngine } from './kube-engine.js'

/** Asks the API server itself; gives what it answers, or undefined where it answers with an error. For what is asked too often for a program each time. */
export type Ask = (method: 'GET' | 'PATCH' | 'POST', path: string, body?: object) => Promise<unknown>

interface Config {
  readonly clusters: readonly [{ readonly cluster: { readonly server: string; readonly 'certificate-authority': string } }]
  readonly users: readonly [{ readonly user: { readonly token: string } }]
}

/** Gives what asks the API server of the tests as its administrator; a PATCH is a merge patch. */
export function askApi(kube: KubeEngine): Ask {
  const config: Config = JSON.parse(readFileSync(kube.env['KUBECONFIG']!, 'utf8'))
  const { server, 'certificate-authority': authority } = config.clusters[0].cluster
  const agent = new Agent({ ca: readFileSync(authority), keepAlive: true, maxSockets: 4 })
  const authorization = `Bearer ${config.users[0].user.token}`
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const headers = { authorization, 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' }
      const sent = request(new URL(path, server), { method, agent, headers }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => resolve((answer.statusCode ?? 0) < 300 ? JSON.parse(Buffer.concat(parts).toString('utf8')) : undefined))
      })
      sent.on('error', reject)
      sent.end(body === undefined ? undefined : JSON.stringify(body))
    })
}
