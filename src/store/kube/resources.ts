import type { Connection } from './connection.js'
import { isObject, readJson } from './kube-object.js'
import { KubeRefusal } from './kube-refusal.js'

/** What the API server calls a kind (discovery, APIResource). */
export interface Resource {
  readonly apiVersion: string
  readonly kind: string
  /** The word in paths: `deployments`. */
  readonly plural: string
  readonly namespaced: boolean
}

/** Finds the words for kinds; each API version is asked for once. Gives nothing where the cluster does not know the kind. */
export function makeResources(connection: Connection): (apiVersion: string, kind: string) => Promise<Resource | undefined> {
  const known = new Map<string, Promise<readonly Resource[]>>()
  return async (apiVersion, kind) => {
    if (apiVersion === 'v1' && kind === 'ConfigMap') return configMaps
    let found = known.get(apiVersion)
    if (found === undefined) {
      found = discover(connection, apiVersion)
      known.set(apiVersion, found)
    }
    return (await found).find((resource) => resource.kind === kind)
  }
}

/** The way to the objects of an API version: the first one has no group, and a place of its own. */
export function apiPath(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
}

const configMaps: Resource = { apiVersion: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true }

async function discover(connection: Connection, apiVersion: string): Promise<readonly Resource[]> {
  const answer = await connection.request({ method: 'GET', path: apiPath(apiVersion) })
  if (answer.status === 404) return []
  if (answer.status !== 200) throw new KubeRefusal({ verb: 'list', resource: `the kinds of ${apiVersion}` }, answer.status, answer.body)
  const value = readJson(answer.body)
  const entries = isObject(value) && Array.isArray(value['resources']) ? value['resources'] : []
  return entries.flatMap((entry) =>
    isObject(entry) && typeof entry['name'] === 'string' && typeof entry['kind'] === 'string' && !entry['name'].includes('/')
      ? [{ apiVersion, kind: entry['kind'], plural: entry['name'], namespaced: entry['namespaced'] === true }]
      : [],
  )
}
