import { Failure } from '../../failure.js'
import { printable } from '../../report/printable.js'
import { isObject, readJson } from './kube-object.js'

/** One of the reasons that the API server gives, with the field that it speaks of (apimachinery, meta/v1 StatusCause). */
export interface Cause {
  readonly reason: string
  readonly field: string
  readonly message: string
}

/** What was asked, in words of rights: `create configmaps`. */
export interface Asked {
  readonly verb: string
  /** `configmaps` or `deployments.apps`. */
  readonly resource: string
  readonly name?: string
  readonly namespace?: string
}

/** The API server answered that it does not do it. The message is for people, the rest is the server's own (apimachinery, meta/v1 Status). */
export class KubeRefusal extends Failure {
  readonly status: number
  readonly reason: string
  readonly causes: readonly Cause[]
  /** What the server said, as it said it. */
  readonly said: string

  /** `body` is the server's, as text or read already. */
  constructor(asked: Asked, status: number, body: unknown) {
    const { reason, message, causes } = readStatus(body)
    super(3, sentence(asked, status, reason, printable(message), causes))
    this.name = 'KubeRefusal'
    this.status = status
    this.reason = reason
    this.causes = causes
    this.said = message
  }
}

/** Where the rights that mc needs are written down. */
export const roleFile = 'schema/kube-role.yaml'

function sentence(
  { verb, resource, name, namespace }: Asked,
  status: number,
  reason: string,
  message: string,
  causes: readonly Cause[],
): string {
  const what = `${resource}${name === undefined ? '' : ` \`${name}\``}${namespace === undefined ? '' : ` in the namespace \`${namespace}\``}`
  const cannot = `the cluster refuses to ${verb} ${what}`
  if (status === 401)
    return `the cluster does not know who asks (401 Unauthorized): the credentials of the kubeconfig are wrong or have expired; log in again`
  if (causes.some((cause) => cause.reason === 'NamespaceTerminating')) return `${cannot}: that namespace is being deleted`
  const webhook = /admission webhook "([^"]+)" denied the request:?\s*(.*)/s.exec(message)
  if (webhook !== null)
    return `${cannot}: the admission webhook \`${webhook[1]}\` of the cluster denies it: ${webhook[2] || 'it gives no reason'}`
  const failing = /failed calling webhook "([^"]+)":?\s*(.*)/s.exec(message)
  if (failing !== null) return `${cannot}: the admission webhook \`${failing[1]}\` of the cluster does not work: ${failing[2]}`
  const policy = /ValidatingAdmissionPolicy '([^']+)'.*denied request:?\s*(.*)/s.exec(message)
  if (policy !== null) return `${cannot}: the admission policy \`${policy[1]}\` of the cluster denies it: ${policy[2]}`
  const quota = /exceeded quota: (.*)/s.exec(message)
  if (quota !== null) return `${cannot}: the quota of the namespace is used up: ${quota[1]}`
  if (status === 403 && / cannot \S+ resource /.test(message)) {
    const who = /User "([^"]+)"/.exec(message)?.[1]
    return `not allowed to ${verb} ${what}${who === undefined ? '' : ` as \`${who}\``} (403 Forbidden): ${missing(message, verb, resource)} is missing; the Role that mc needs is in ${roleFile} of its package`
  }
  if (status === 404 && /^namespaces "[^"]*" not found$/.test(message))
    return `the cluster has no namespace \`${namespace ?? ''}\`; make it first: kubectl create namespace ${namespace ?? ''}`
  if (status === 404)
    return `${cannot}: ${message === '' || message === '404 page not found' ? 'it knows no such kind of object' : message}`
  if (status === 413) return `${cannot}: the request is too large (413)`
  if (status === 429) return `the cluster has too much to do (429) and did not ${verb} ${what} in time`
  if (status >= 500)
    return `the cluster could not ${verb} ${what} (${status}${reason === '' ? '' : ` ${reason}`}): ${message || 'it gives no reason'}`
  return `${cannot} (${status}${reason === '' ? '' : ` ${reason}`}): ${message || 'it gives no reason'}`
}

/** The right as a Role spells it; the server's own words where they name another one (a sub-resource, a request behind the request). */
function missing(message: string, verb: string, resource: string): string {
  const [, right = verb, kind = resource, group = ''] = / cannot (\S+) resource "([^"]+)" in API group "([^"]*)"/.exec(message) ?? []
  return `the verb \`${right}\` on \`${kind}\`${group === '' ? '' : ` of the API group \`${group}\``}`
}

function readStatus(body: unknown): { reason: string; message: string; causes: readonly Cause[] } {
  const value = typeof body === 'string' ? readJson(body) : body
  if (!isObject(value)) return { reason: '', message: text(body).slice(0, 200).trim(), causes: [] }
  const details = isObject(value['details']) ? value['details'] : {}
  const causes = Array.isArray(details['causes']) ? details['causes'].filter(isObject) : []
  return {
    reason: text(value['reason']),
    message: text(value['message']),
    causes: causes.map((cause) => ({ reason: text(cause['reason']), field: text(cause['field']), message: text(cause['message']) })),
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
