import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../../failure.js'
import { KeyTaken, type KeyValue } from '../key-value/key-value.js'
import type { KubeClient } from './client.js'
import { entryObject, entryPatch, readEntry, selectorOf } from './entry-object.js'
import { KubeRefusal } from './kube-refusal.js'
import { objectName } from './object-name.js'

/**
 * Bytes of what a ConfigMap may hold (core/v1 validation, MaxSecretSize); each of our objects holds one value. It is why each version of an application
 * has an object of its own: a manifest may be that large, however many versions there are.
 */
export const valueLimit = 1024 * 1024

const type = { apiVersion: 'v1', kind: 'ConfigMap' } as const

/** Gives keys and values that are ConfigMaps of the client's namespace, one each, with compare-and-swap by resourceVersion. */
export function kubeKeyValue(client: KubeClient): KeyValue {
  const { url } = client
  let seen = false

  /** An empty lattice and a namespace that is not there look the same; who may not ask for the namespace takes it for there. */
  const lookForNamespace = async (): Promise<void> => {
    if (seen) return
    seen = true
    const { status } = await client.request('GET', `/api/v1/namespaces/${client.namespace}`)
    if (status === 404)
      throw new Failure(
        3,
        `the cluster has no namespace \`${client.namespace}\`; make it first: kubectl create namespace ${client.namespace}`,
      )
  }

  return {
    url,
    valueLimit,
    async get(key) {
      const object = await client.get({ ...type, name: objectName(key) })
      if (object === undefined) await lookForNamespace()
      return object === undefined ? undefined : readEntry(url, object)
    },
    async list(prefix) {
      const objects = await client.list(type, { labels: selectorOf(prefix) })
      return objects.map((object) => readEntry(url, object)).filter(({ key }) => key.startsWith(prefix))
    },
    async create(key, value) {
      for (let turn = 0; ; turn++) {
        try {
          return readEntry(url, await client.create(entryObject(key, value)))
        } catch (error) {
          if (!(error instanceof KubeRefusal) || error.status !== 409) throw error
          if (error.reason === 'AlreadyExists') throw new KeyTaken(key)
          // several creations at once argue about the quota of the namespace
          if (turn === 5) throw error
          await sleep(50 * 2 ** turn * Math.random())
        }
      }
    },
    async update(entry, value) {
      try {
        return readEntry(url, await client.merge({ ...type, name: objectName(entry.key) }, entryPatch(entry, value)))
      } catch (error) {
        throw isConflict(error) ? new KeyTaken(entry.key) : error
      }
    },
    async remove(entry) {
      try {
        await client.remove({ ...type, name: objectName(entry.key) }, { resourceVersion: entry.revision })
      } catch (error) {
        throw isConflict(error) ? new KeyTaken(entry.key) : error
      }
    },
    close: async () => client.close(),
  }
}

/** The object is of another state than that which the request was for, or is gone. */
function isConflict(error: unknown): boolean {
  return error instanceof KubeRefusal && (error.status === 409 || (error.status === 404 && !/^namespaces /.test(error.said)))
}
