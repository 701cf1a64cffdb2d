import { Failure } from '../../failure.js'
import { readStored, type StoredManifest } from './stored-manifest.js'

/** Sends a request to wadm (`get.orders`) with a body, and gives the text of its reply. Throws a `Failure` where none comes. */
export type Ask = (operation: string, body?: string, contentType?: string) => Promise<string>

/** wadm's status of an application or of a part of it (wadm-types `Status`); `type` is one of waiting, undeployed, reconciling, deployed, failed, unhealthy. */
export interface WadmStatus {
  readonly type: string
  readonly message: string
}

/** The status of one scaler; `name` is the identifier of the component, or says what a link joins. */
export interface WadmScaler {
  readonly kind: string
  readonly name: string
  readonly status: WadmStatus
}

export interface Summary {
  readonly name: string
  /** The version that was put last. */
  readonly version: string
  readonly deployed: string | null
  readonly status: WadmStatus
  readonly scalers: readonly WadmScaler[]
}

export interface VersionState {
  readonly version: string
  readonly deployed: boolean
}

/** What wadm answered to a change: done, refused in its own words, or that there is no such thing. */
export interface Answer {
  readonly result: 'done' | 'refused' | 'absent'
  readonly message: string
}

/** The operations of wadm 0.21's API (server/mod.rs), on names and versions that were checked before. */
export interface WadmApi {
  list(): Promise<readonly Summary[]>
  /** Oldest first; nothing where the application is not there. */
  versions(name: string): Promise<readonly VersionState[] | undefined>
  get(name: string, version: string): Promise<StoredManifest | undefined>
  put(text: string): Promise<Answer>
  deploy(name: string, version: string): Promise<Answer>
  undeploy(name: string): Promise<Answer>
  /** Deletes one version, or the application. */
  remove(name: string, version?: string): Promise<Answer>
}

export function wadmApi(ask: Ask, shown: string): WadmApi {
  const request = async (operation: string, body?: string, contentType?: string): Promise<Reply> => {
    const text = await ask(operation, body, contentType)
    const reply = asJson(text)
    if (!isObject(reply) || typeof reply['result'] !== 'string') throw strange(operation, text)
    return { ...reply, result: reply['result'], message: textOf(reply['message']) }
  }
  const strange = (operation: string, text: string): Failure =>
    new Failure(3, `${shown}: the answer to \`${operation}\` is not wadm's (API of wadm 0.21): ${JSON.stringify(text.slice(0, 200))}`)
  const change = async (operation: string, body?: string, contentType?: string): Promise<Answer> => {
    const { result, message } = await request(operation, body, contentType)
    return { result: result === 'error' ? 'refused' : result === 'notfound' || result === 'noop' ? 'absent' : 'done', message }
  }
  const refuse = (what: string, { message }: Reply): Failure => new Failure(3, `${shown}: wadm does not give ${what}: ${message}`)

  return {
    async list() {
      const reply = await request('get')
      const { models } = reply
      if (reply.result !== 'success' || !Array.isArray(models)) throw refuse('its list of applications', reply)
      return models.filter(isObject).map(summaryOf)
    },
    async versions(name) {
      const reply = await request(`versions.${name}`)
      if (reply.result === 'notfound') return undefined
      const { versions } = reply
      if (reply.result !== 'success' || !Array.isArray(versions)) throw refuse(`the versions of \`${name}\``, reply)
      return versions.filter(isObject).map(({ version, deployed }) => ({ version: textOf(version), deployed: deployed === true }))
    },
    async get(name, version) {
      const reply = await request(`get.${name}`, JSON.stringify({ version }))
      if (reply.result === 'notfound') return undefined
      if (reply.result !== 'success') throw refuse(`\`${name}\` ${version}`, reply)
      const manifest = readStored(reply['manifest'])
      if (manifest === undefined) throw strange(`get.${name}`, JSON.stringify(reply['manifest'] ?? null))
      return manifest
    },
    put: (text) => change('put', text, 'application/yaml'),
    deploy: (name, version) => change(`deploy.${name}`, JSON.stringify({ version })),
    undeploy: (name) => change(`undeploy.${name}`),
    remove: (name, version) => change(`del.${name}`, version === undefined ? undefined : JSON.stringify({ version })),
  }
}

interface Reply {
  readonly result: string
  readonly message: string
  readonly [key: string]: unknown
}

function summaryOf(model: Readonly<Record<string, unknown>>): Summary {
  const detail = model['detailed_status']
  const scalers = isObject(detail) && Array.isArray(detail['scalers']) ? detail['scalers'].filter(isObject) : []
  return {
    name: textOf(model['name']),
    version: textOf(model['version']),
    deployed: typeof model['deployed_version'] === 'string' ? model['deployed_version'] : null,
    status: statusOf(isObject(detail) ? detail['status'] : undefined),
    scalers: scalers.map(({ kind, name, status }) => ({ kind: textOf(kind), name: textOf(name), status: statusOf(status) })),
  }
}

function statusOf(value: unknown): WadmStatus {
  return isObject(value) ? { type: textOf(value['type']), message: textOf(value['message']) } : { type: '', message: '' }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
