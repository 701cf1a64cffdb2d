import { Failure } from '../../failure.js'
import type { Connection } from './connection.js'
import { isKubeObject, isObject, type KubeObject, type Reference, readJson } from './kube-object.js'
import { type Asked, KubeRefusal } from './kube-refusal.js'
import { apiPath, makeResources, type Resource } from './resources.js'
import type { Answer, Request } from './send.js'

/**
 * The few requests that mc makes of a Kubernetes API server, for objects of every kind. Functions throw a `KubeRefusal` (a `Failure`) where the server
 * refuses, a `Failure` where it is away or slow, and `AnswerLost` where a change was sent and its answer did not come.
 */
export interface KubeClient {
  /** `kube://<context>/<namespace>`, as reports show it. */
  readonly url: string
  /** As the kubeconfig calls it. */
  readonly context: string
  /** Where objects are that name no namespace. */
  readonly namespace: string
  /** Gives the server's words for a kind; nothing where it does not know it. */
  resourceOf(apiVersion: string, kind: string): Promise<Resource | undefined>
  /** Gives an object as it is now; nothing where it is not there. */
  get(reference: Reference): Promise<KubeObject | undefined>
  /** Gives the objects of a kind in the namespace at one moment, however many they are. */
  list(type: Pick<Reference, 'apiVersion' | 'kind' | 'namespace'>, selector?: Selector): Promise<readonly KubeObject[]>
  create(object: KubeObject, options?: WriteOptions): Promise<KubeObject>
  /** Replaces an object; with `metadata.resourceVersion`, only that state of it (else `KubeRefusal` with 409). */
  update(object: KubeObject, options?: WriteOptions): Promise<KubeObject>
  /** Server-side apply. Fields that somebody else manages with other values are a `KubeRefusal` with 409 and a cause for each, unless `force`. */
  apply(object: KubeObject, options: ApplyOptions): Promise<KubeObject>
  /** Merges a JSON patch of merges (RFC 7386) into an object. */
  merge(reference: Reference, patch: Readonly<Record<string, unknown>>, options?: WriteOptions): Promise<KubeObject>
  /** Deletes an object; false where it is not there. With preconditions that do not hold: `KubeRefusal` with 409. */
  remove(reference: Reference, options?: RemoveOptions): Promise<boolean>
  /** Asks for something else. Gives the answer whatever its status, its body as JSON where it is JSON (`new KubeRefusal(…)` makes a failure of it). */
  request(method: Request['method'], path: string, options?: RequestOptions): Promise<{ readonly status: number; readonly body: unknown }>
  close(): void
}

export interface RequestOptions {
  readonly body?: unknown
  /** `application/json` where it is not given. */
  readonly contentType?: string
}

export interface Selector {
  /** Label selector: `app=x,tier!=y`. */
  readonly labels?: string
  /** Field selector: `metadata.name=x`. */
  readonly fields?: string
}

export interface WriteOptions {
  /** The server checks and answers as if, and changes nothing. */
  readonly dryRun?: boolean
  /** Who the server says manages the fields; `mc` where it is not given. */
  readonly manager?: string
}

export interface ApplyOptions extends WriteOptions {
  /** Takes over fields that somebody else manages. */
  readonly force?: boolean
}

export interface RemoveOptions {
  /** What happens to what the object owns; `Background` where it is not given. */
  readonly propagation?: 'Background' | 'Foreground' | 'Orphan'
  /** Deletes only this object, and not a later one of its name. */
  readonly uid?: string
  /** Deletes only this state of the object. */
  readonly resourceVersion?: string
  readonly dryRun?: boolean
}

/** How many objects the server gives at a time. */
const page = 500

/** Makes a client; it has `namespace` of the connection's access. */
export function makeClient(connection: Connection): KubeClient {
  const { context, namespace } = connection.access
  const resourceOf = makeResources(connection)

  const locate = async (
    of: Pick<Reference, 'apiVersion' | 'kind' | 'namespace'> & { readonly name?: string },
    verb: string,
  ): Promise<Place> => {
    const resource = await resourceOf(of.apiVersion, of.kind)
    if (resource === undefined)
      throw new Failure(
        3,
        `the cluster of the context \`${context}\` knows no ${of.kind} of ${of.apiVersion}; is what defines it installed?`,
      )
    const space = resource.namespaced ? (of.namespace ?? namespace) : undefined
    const group = of.apiVersion.includes('/') ? `.${of.apiVersion.split('/')[0]}` : ''
    return {
      path: `${apiPath(of.apiVersion)}${space === undefined ? '' : `/namespaces/${encodeURIComponent(space)}`}/${resource.plural}`,
      asked: {
        verb,
        resource: `${resource.plural}${group}`,
        ...(of.name !== undefined && { name: of.name }),
        ...(space !== undefined && { namespace: space }),
      },
    }
  }
  const ask = async (asked: Asked, request: Request, allowed: readonly number[] = []): Promise<Answer> => {
    const answer = await connection.request(request)
    if (answer.status >= 300 && !allowed.includes(answer.status)) throw new KubeRefusal(asked, answer.status, answer.body)
    return answer
  }
  const write = async (
    verb: string,
    object: Reference,
    method: Request['method'],
    options: ApplyOptions,
    body: object,
    type?: string,
  ): Promise<KubeObject> => {
    const { path, asked } = await locate(object, verb)
    const query = new URLSearchParams({ fieldManager: options.manager ?? 'mc', fieldValidation: 'Strict' })
    if (options.dryRun) query.set('dryRun', 'All')
    if (options.force) query.set('force', 'true')
    const own = method === 'POST' ? path : `${path}/${encodeURIComponent(object.name)}`
    const answer = await ask(asked, { method, path: `${own}?${query}`, body: JSON.stringify(body), ...(type !== undefined && { type }) })
    return objectOf(answer.body, asked)
  }
  const ofObject = ({ apiVersion, kind, metadata }: KubeObject): Reference => ({
    apiVersion,
    kind,
    name: metadata.name,
    ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
  })

  return {
    url: `kube://${encodeURIComponent(context)}/${namespace}`,
    context,
    namespace,
    resourceOf,
    close: () => connection.close(),
    async request(method, path, { body, contentType } = {}) {
      const answer = await connection.request({
        method,
        path,
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(contentType !== undefined && { type: contentType }),
      })
      return { status: answer.status, body: readJson(answer.body) ?? answer.body }
    },
    async get(reference) {
      const { path, asked } = await locate(reference, 'get')
      const answer = await ask(asked, { method: 'GET', path: `${path}/${encodeURIComponent(reference.name)}` }, [404])
      return answer.status === 404 ? undefined : objectOf(answer.body, asked)
    },
    async list(type, selector = {}) {
      const { path, asked } = await locate(type, 'list')
      const query = new URLSearchParams({ limit: String(page) })
      if (selector.labels !== undefined) query.set('labelSelector', selector.labels)
      if (selector.fields !== undefined) query.set('fieldSelector', selector.fields)
      for (let turn = 0; ; turn++) {
        const all = await pages(path, query, asked, type, turn === 2)
        if (all !== undefined) return all
      }
    },
    create: (object, options = {}) => write('create', ofObject(object), 'POST', options, object),
    update: (object, options = {}) => write('update', ofObject(object), 'PUT', options, object),
    apply: (object, options) => write('patch', ofObject(object), 'PATCH', options, object, 'application/apply-patch+yaml'),
    merge: (reference, patch, options = {}) => write('patch', reference, 'PATCH', options, patch, 'application/merge-patch+json'),
    async remove(reference, { propagation = 'Background', uid, resourceVersion, dryRun } = {}) {
      const { path, asked } = await locate(reference, 'delete')
      const body = {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        propagationPolicy: propagation,
        ...((uid ?? resourceVersion) !== undefined && {
          preconditions: { ...(uid !== undefined && { uid }), ...(resourceVersion !== undefined && { resourceVersion }) },
        }),
        ...(dryRun && { dryRun: ['All'] }),
      }
      const answer = await ask(
        asked,
        { method: 'DELETE', path: `${path}/${encodeURIComponent(reference.name)}`, body: JSON.stringify(body) },
        [404],
      )
      return answer.status !== 404
    },
  }

  /** Pages are of the moment of the first one; nothing where the server has forgotten that moment (410) and it is not the last try. */
  async function pages(path: string, query: URLSearchParams, asked: Asked, type: Pick<Reference, 'apiVersion' | 'kind'>, last: boolean) {
    const all: KubeObject[] = []
    const own = new URLSearchParams(query)
    for (;;) {
      const answer = await ask(asked, { method: 'GET', path: `${path}?${own}` }, last ? [] : [410])
      if (answer.status === 410) return undefined
      const value = readJson(answer.body)
      if (!isObject(value) || !Array.isArray(value['items'])) throw unreadable(asked)
      for (const item of value['items']) {
        // items of a list do not repeat what they are
        const object: unknown = isObject(item) ? { apiVersion: type.apiVersion, kind: type.kind, ...item } : item
        if (!isKubeObject(object)) throw unreadable(asked)
        all.push(object)
      }
      const next = isObject(value['metadata']) ? value['metadata']['continue'] : undefined
      if (typeof next !== 'string' || next === '') return all
      own.set('continue', next)
    }
  }
}

interface Place {
  readonly path: string
  readonly asked: Asked
}

function objectOf(body: string, asked: Asked): KubeObject {
  const value = readJson(body)
  if (!isKubeObject(value)) throw unreadable(asked)
  return value
}

function unreadable({ verb, resource }: Asked): Failure {
  return new Failure(
    3,
    `what the cluster answers to ${verb} ${resource} is no answer of a Kubernetes API server; check \`server\` in the kubeconfig`,
  )
}
