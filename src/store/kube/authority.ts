import type { Agent as HttpAgent } from 'node:http'
import { Agent, type RequestOptions } from 'node:https'
import { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import { Failure } from '../../failure.js'
import { askCredentialProgram, type ExecCredential } from './exec-credential.js'
import type { Access } from './kube-config.js'

/** What a request carries so that the cluster knows who asks, and the connections that it goes through. */
export interface Authority {
  readonly headers: Readonly<Record<string, string>>
  /** Absent for a server without TLS. */
  readonly agent?: HttpAgent
  /** Milliseconds since 1970 after which it has to be asked for again. */
  readonly expires?: number
}

/** How many connections stay open to one server. */
const connections = 8

/** Finds out who we are to the cluster: certificates, tokens, credential programs, proxies, by the client library's rules. */
export async function makeAuthority(access: Access, env: NodeJS.ProcessEnv, patience: number): Promise<Authority> {
  const credential: ExecCredential | undefined = access.user.exec ? await askCredentialProgram(access, env, patience) : undefined
  const user = { ...access.user, ...(credential !== undefined && credentials(credential)) }
  const plain = access.cluster.server.startsWith('http:')
  const config = new KubeConfig()
  config.loadFromOptions({
    // the library refuses http unless certificates are not asked for, and there are none
    clusters: [plain ? { ...access.cluster, skipTLSVerify: true } : access.cluster],
    users: [user],
    contexts: [{ name: 'c', cluster: access.cluster.name, user: user.name }],
    currentContext: 'c',
  })
  const options: RequestOptions = {}
  try {
    await config.applyToHTTPSOptions(options)
  } catch (error) {
    throw new Failure(3, `the kubeconfig does not lead to the cluster: ${error instanceof Error ? error.message : String(error)}`)
  }
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(options.headers ?? {})) if (value !== undefined) headers[name] = String(value)
  if (typeof options.auth === 'string') headers['Authorization'] = `Basic ${Buffer.from(options.auth).toString('base64')}`
  return {
    headers,
    ...(!plain && { agent: agentOf(access, options) }),
    ...(credential?.expires !== undefined && { expires: credential.expires }),
  }
}

/** The library's agents open a connection for each request; those through a proxy are left as they are. */
function agentOf({ cluster }: Access, options: RequestOptions): HttpAgent {
  if (cluster.proxyUrl && options.agent instanceof Agent) return options.agent
  const { ca, cert, key, pfx, passphrase, rejectUnauthorized, servername } = options
  return new Agent({ ca, cert, key, pfx, passphrase, rejectUnauthorized, servername, keepAlive: true, maxSockets: connections })
}

function credentials({ token, certificate, key }: ExecCredential) {
  return {
    exec: undefined,
    ...(token !== undefined && { token }),
    ...(certificate !== undefined && { certData: Buffer.from(certificate).toString('base64') }),
    ...(key !== undefined && { keyData: Buffer.from(key).toString('base64') }),
  }
}
