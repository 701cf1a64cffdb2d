import { spawn } from 'node:child_process'
import { Failure, systemCode } from '../../failure.js'
import type { Access } from './kube-config.js'
import { isObject, readJson } from './kube-object.js'

/** What a credential program of a kubeconfig gave (client authentication API, `ExecCredential` status). */
export interface ExecCredential {
  readonly token?: string
  /** PEM. */
  readonly certificate?: string
  /** PEM. */
  readonly key?: string
  /** Milliseconds since 1970; absent where it holds for the whole run. */
  readonly expires?: number
}

/** Asks the program that a kubeconfig names under `exec`, as kubectl does but never with a question to the user; it is ended after `patience` milliseconds. */
export async function askCredentialProgram({ user, cluster }: Access, env: NodeJS.ProcessEnv, patience: number): Promise<ExecCredential> {
  const exec: unknown = user.exec
  const program = isObject(exec) ? exec['command'] : undefined
  if (!isObject(exec) || typeof program !== 'string')
    throw new Failure(3, `the user \`${user.name}\` of the kubeconfig has an \`exec\` without a command`)
  const apiVersion = typeof exec['apiVersion'] === 'string' ? exec['apiVersion'] : 'client.authentication.k8s.io/v1'
  const info = {
    apiVersion,
    kind: 'ExecCredential',
    spec: {
      interactive: false,
      ...(exec['provideClusterInfo'] === true && {
        cluster: { server: cluster.server, 'certificate-authority-data': cluster.caData, 'tls-server-name': cluster.tlsServerName },
      }),
    },
  }
  const own: NodeJS.ProcessEnv = { ...env, KUBERNETES_EXEC_INFO: JSON.stringify(info) }
  for (const entry of list(exec['env']))
    if (isObject(entry) && typeof entry['name'] === 'string') own[entry['name']] = String(entry['value'] ?? '')
  const hint = typeof exec['installHint'] === 'string' ? `; ${exec['installHint'].trim().split('\n')[0]}` : ''
  return statusOf(await run(program, list(exec['args']).map(String), own, patience, hint), program)
}

function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv, patience: number, hint: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], timeout: Math.max(patience, 1), killSignal: 'SIGKILL' })
    const out: Buffer[] = []
    const wrong: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => out.push(part))
    child.stderr.on('data', (part: Buffer) => wrong.push(part))
    child.on('error', (error) =>
      reject(
        new Failure(
          3,
          `cannot start the credential program \`${program}\` of the kubeconfig: ${systemCode(error) === 'ENOENT' ? 'it is not installed' : error.message}${hint}`,
        ),
      ),
    )
    child.on('close', (code, signal) => {
      const said = Buffer.concat(wrong).toString('utf8').trim().split('\n').at(-1) ?? ''
      if (code === 0) resolve(Buffer.concat(out).toString('utf8'))
      else
        reject(
          new Failure(
            3,
            `the credential program \`${program}\` of the kubeconfig ${signal === null ? `ended with ${code}` : 'did not end in time'}${said === '' ? '' : `: ${said}`}`,
          ),
        )
    })
  })
}

function statusOf(text: string, program: string): ExecCredential {
  const value = readJson(text)
  const status = isObject(value) ? value['status'] : undefined
  if (!isObject(status))
    throw new Failure(3, `the credential program \`${program}\` of the kubeconfig gave no ExecCredential with a status`)
  const { token, clientCertificateData: certificate, clientKeyData: key, expirationTimestamp } = status
  const expires = typeof expirationTimestamp === 'string' ? Date.parse(expirationTimestamp) : Number.NaN
  return {
    ...(typeof token === 'string' && { token }),
    ...(typeof certificate === 'string' && { certificate }),
    ...(typeof key === 'string' && { key }),
    ...(!Number.isNaN(expires) && { expires }),
  }
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
