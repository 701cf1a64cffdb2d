import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import type { Cluster, User } from '@kubernetes/client-node/dist/config_types.js'
import { parse } from 'yaml'
import { Failure, systemFailure } from '../../failure.js'
import { candidates, listWords } from '../../language/suggest.js'
import { isObject } from './kube-object.js'
import type { KubeUrl } from './parse-kube-url.js'

/** How to reach a cluster, and as whom. */
export interface Access {
  readonly context: string
  readonly namespace: string
  readonly cluster: Cluster
  readonly user: User
}

/** Where and for whom kubeconfig files are looked for. */
export interface Seat {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/**
 * Gives the cluster and the user of a context, as kubectl finds them: the files of `KUBECONFIG` (the first that says something wins), else
 * `~/.kube/config`, else the service account of the pod.
 */
export function readKubeConfig({ context, namespace }: KubeUrl, seat: Seat): Access {
  const config = load(seat)
  const names = config.contexts.map(({ name }) => name)
  const name = context ?? config.currentContext
  if (!name)
    throw new Failure(
      3,
      `the kubeconfig has no current context: name one of its contexts in the URL, kube://<context>/<namespace>${names.length > 0 ? `; it has ${listWords(candidates('', names))}` : ''}`,
    )
  const found = config.getContextObject(name)
  if (found === null) {
    const known = candidates(name, names)
    throw new Failure(
      3,
      `the kubeconfig has no context \`${name}\`${known.length > 0 ? `; ${names.length <= 8 ? 'it has' : 'did you mean'} ${listWords(known)}` : ''}`,
    )
  }
  const cluster = config.getCluster(found.cluster)
  if (cluster === null)
    throw new Failure(3, `the context \`${name}\` of the kubeconfig names a cluster \`${found.cluster}\` that is not there`)
  const user = found.user === undefined ? { name: '' } : config.getUser(found.user)
  if (user === null) throw new Failure(3, `the context \`${name}\` of the kubeconfig names a user \`${found.user}\` that is not there`)
  const provider: unknown = isObject(user.authProvider) ? user.authProvider['name'] : undefined
  if (provider === 'azure' || provider === 'gcp')
    throw new Failure(
      3,
      `the user \`${user.name}\` of the kubeconfig has the auth-provider \`${provider}\`, which kubectl dropped in 1.26: let the command line of that cloud write the kubeconfig again (\`exec\`)`,
    )
  return { context: name, namespace: namespace ?? found.namespace ?? 'default', cluster, user }
}

function load({ cwd, env }: Seat): KubeConfig {
  const named = (env['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '')
  const files = named.length > 0 ? named.map((path) => resolve(cwd, path)) : [join(env['HOME'] ?? homedir(), '.kube', 'config')]
  const merged = new KubeConfig()
  const there = files.filter((path) => existsSync(path))
  if (there.length === 0) {
    if (named.length === 0 && env['KUBERNETES_SERVICE_HOST'] && existsSync(accountToken)) {
      merged.loadFromCluster()
      return merged
    }
    throw new Failure(
      3,
      named.length > 0
        ? `no kubeconfig: KUBECONFIG names ${files.join(delimiter)}, which is not there`
        : `no kubeconfig: KUBECONFIG is not set and ${files[0]} is not there`,
    )
  }
  for (const file of there) {
    const own = readOne(file)
    merged.contexts.push(...own.contexts.filter(isNew(merged.contexts)))
    merged.clusters.push(...own.clusters.filter(isNew(merged.clusters)))
    merged.users.push(...own.users.filter(isNew(merged.users)))
    merged.currentContext ||= own.currentContext
  }
  return merged
}

const accountToken = '/var/run/secrets/kubernetes.io/serviceaccount/token'

function isNew<T extends { readonly name: string }>(known: readonly T[]): (one: T) => boolean {
  const names = new Set(known.map(({ name }) => name))
  return ({ name }) => !names.has(name)
}

function readOne(file: string): KubeConfig {
  const config = new KubeConfig()
  try {
    const text = readFileSync(file, 'utf8')
    const value: unknown = parse(text)
    if (!isObject(value)) throw new Error('it is not a kubeconfig')
    config.loadFromString(JSON.stringify(value))
    config.makePathsAbsolute(dirname(file))
    config.users = config.users.map((user) => withTokenFile(user, value, dirname(file)))
  } catch (error) {
    const plain = systemFailure(`cannot read the kubeconfig ${file}`, error)
    throw plain instanceof Failure ? plain : new Failure(3, `cannot read the kubeconfig ${file}: ${firstLine(error)}`)
  }
  return config
}

/** `tokenFile` (client-go, `AuthInfo`), which the library does not read; a token beside it is the weaker one. */
function withTokenFile(user: User, value: Readonly<Record<string, unknown>>, folder: string): User {
  const entries = Array.isArray(value['users']) ? value['users'] : []
  const own = entries.find((entry) => isObject(entry) && entry['name'] === user.name)
  const path = isObject(own) && isObject(own['user']) ? own['user']['tokenFile'] : undefined
  return typeof path === 'string' && path !== '' ? { ...user, token: readFileSync(resolve(folder, path), 'utf8').trim() } : user
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}
