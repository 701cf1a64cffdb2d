import type { KubeClient } from '../../src/store/kube/client.js'
import { isObject, type KubeObject, type Metadata, type Reference } from '../../src/store/kube/kube-object.js'
import { KubeRefusal } from '../../src/store/kube/kube-refusal.js'

/** A namespace of a cluster in this process, as far as a lattice meets it: server-side apply by field managers, and a garbage collector that comes late. */
export interface FakeCluster {
  /** Gives a client; `before` and `after` are called around each request, and may throw. */
  open(options?: { before?(request: string): void; after?(request: string): void }): KubeClient
  /** What is there when the collector has come to it, by kind and name. */
  objects(): ReadonlyMap<string, KubeObject>
  /** Everything that the collector or a request has removed, in order. */
  readonly removed: readonly string[]
}

interface Stored {
  readonly uid: string
  /** What each manager has applied. */
  readonly parts: Map<string, KubeObject>
}

/** Makes an empty namespace. What the collector does was measured on a real one: a dependent goes when the last of its owners does, and one without owners stays. */
export function fakeCluster(): FakeCluster {
  const objects = new Map<string, Stored>()
  const removed: string[] = []
  let uids = 0

  const view = (key: string): KubeObject | undefined => {
    const stored = objects.get(key)
    if (stored === undefined) return undefined
    const merged = [...stored.parts.values()].reduce<unknown>(merge, {}) as KubeObject
    return { ...merged, metadata: { ...merged.metadata, uid: stored.uid } }
  }
  const drop = (key: string): void => {
    objects.delete(key)
    removed.push(key)
  }
  const collect = (): void => {
    for (let again = true; again; ) {
      again = false
      const uidsThere = new Set([...objects.values()].map(({ uid }) => uid))
      for (const key of [...objects.keys()]) {
        const references = view(key)?.metadata.ownerReferences ?? []
        if (references.length === 0 || references.some(({ uid }) => uidsThere.has(uid))) continue
        drop(key)
        again = true
      }
    }
  }
  const keyOf = ({ kind, name }: Pick<Reference, 'kind' | 'name'>): string => `${kind}/${name}`

  return {
    removed,
    objects() {
      collect()
      return new Map([...objects.keys()].sort().map((key) => [key, view(key)!]))
    },
    open({ before, after } = {}) {
      let asked = 0
      const request = async <T>(name: string, act: () => T): Promise<T> => {
        before?.(name)
        await Promise.resolve()
        // the collector comes now and then
        if (++asked % 3 === 0) collect()
        const answer = act()
        after?.(name)
        return answer
      }
      const unused = (): never => {
        throw new Error('a platform does not ask this')
      }
      return {
        context: 'fake',
        namespace: 'fake',
        url: 'kube://fake/fake',
        resourceOf: async (apiVersion, kind) => ({
          apiVersion,
          kind,
          plural: `${kind.toLowerCase()}s`,
          namespaced: !kind.startsWith('Cluster'),
        }),
        get: (reference) => request(`get ${keyOf(reference)}`, () => view(keyOf(reference))),
        list: ({ kind }, { labels = '' } = {}) =>
          request(`list ${kind}`, () => {
            const [label = '', value] = labels.split('=')
            return [...objects.keys()].flatMap((key) => {
              const object = view(key)
              const own = object?.metadata.labels?.[label]
              return object?.kind === kind && (value === undefined ? own !== undefined : own === value) ? [object] : []
            })
          }),
        apply: (object, { dryRun, manager = 'mc' }) =>
          request(`apply ${object.kind}/${object.metadata.name} by ${manager}${dryRun ? ' (dry run)' : ''}`, () => {
            const key = keyOf({ kind: object.kind, name: object.metadata.name })
            const there = objects.get(key)
            if (object.metadata.uid !== undefined && object.metadata.uid !== there?.uid)
              throw new KubeRefusal(
                { verb: 'patch', resource: object.kind },
                409,
                JSON.stringify({ kind: 'Status', message: 'uid mismatch' }),
              )
            const stored = there ?? { uid: `uid-${++uids}`, parts: new Map<string, KubeObject>() }
            const { uid: _, ...metadata } = object.metadata
            const parts = new Map(stored.parts).set(manager, { ...object, metadata: metadata as Metadata })
            const former = objects.get(key)
            objects.set(key, { ...stored, parts })
            const answer = view(key)!
            if (dryRun && former === undefined) objects.delete(key)
            else if (dryRun && former !== undefined) objects.set(key, former)
            return answer
          }),
        remove: (reference, { uid } = {}) =>
          request(`remove ${keyOf(reference)}`, () => {
            const key = keyOf(reference)
            const there = objects.get(key)
            if (there === undefined) return false
            if (uid !== undefined && uid !== there.uid)
              throw new KubeRefusal(
                { verb: 'delete', resource: reference.kind },
                409,
                JSON.stringify({ kind: 'Status', message: 'uid mismatch' }),
              )
            drop(key)
            return true
          }),
        create: unused,
        update: unused,
        merge: unused,
        request: unused,
        close: () => {},
      }
    },
  }
}

function merge(one: unknown, other: unknown): unknown {
  if (!isObject(one) || !isObject(other)) return other
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return Object.fromEntries(keys.map((key) => [key, key in other ? (key in one ? merge(one[key], other[key]) : other[key]) : one[key]]))
}
