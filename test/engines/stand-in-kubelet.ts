import { type Ask, askApi } from './kube-api.js'
import type { KubeEngine } from './kube-engine.js'

interface Waiting {
  readonly spec?: {
    readonly accessModes?: readonly string[]
    readonly storageClassName?: string
    readonly resources?: { readonly requests?: object }
  }
  readonly metadata: {
    readonly name: string
    readonly ownerReferences?: readonly { readonly kind: string }[]
    readonly deletionTimestamp?: string
  }
  readonly status?: { readonly phase?: string }
}

/** The pause between two looks, in milliseconds. */
const pause = 100

/**
 * Does what is missing without nodes and disks, in these namespaces, until `use` ends: pods become ready at once, those of Jobs and of nobody (the
 * tests of a chart) succeed, claims are given volumes.
 */
export async function withKubelet<T>(kube: KubeEngine, namespaces: readonly string[], use: () => Promise<T>): Promise<T> {
  const ask = askApi(kube)
  const state = { isOver: false }
  const turn = async (): Promise<void> => {
    while (!state.isOver) {
      for (const namespace of namespaces) {
        // one that has been deleted meanwhile needs no status
        for (const pod of await pendingOf(ask, namespace, 'pods'))
          await ask('PATCH', `/api/v1/namespaces/${namespace}/pods/${pod.metadata.name}/status`, { status: statusOf(pod) })
        for (const claim of await pendingOf(ask, namespace, 'persistentvolumeclaims'))
          await ask('POST', '/api/v1/persistentvolumes', volumeFor(claim, namespace))
      }
      await new Promise((done) => setTimeout(done, pause))
    }
  }
  const turns = turn()
  try {
    return await use()
  } finally {
    state.isOver = true
    await turns
  }
}

async function pendingOf(ask: Ask, namespace: string, kind: string): Promise<readonly Waiting[]> {
  const list = await ask('GET', `/api/v1/namespaces/${namespace}/${kind}`)
  return isList(list)
    ? list.items.filter(({ metadata, status }) => metadata.deletionTimestamp === undefined && (status?.phase ?? 'Pending') === 'Pending')
    : []
}

/** A volume for this claim alone, which the controller then binds to it. */
function volumeFor({ metadata: { name }, spec = {} }: Waiting, namespace: string): object {
  const { accessModes, storageClassName = '', resources } = spec
  const source = { hostPath: { path: '/nowhere' }, claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name } }
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `${namespace}-${name}` },
    spec: { accessModes, storageClassName, capacity: resources?.requests, ...source },
  }
}

function statusOf({ metadata }: Waiting): object {
  const owner = metadata.ownerReferences?.[0]?.kind
  if (owner === undefined || owner === 'Job') return { phase: 'Succeeded' }
  const conditions = ['Initialized', 'ContainersReady', 'Ready', 'PodScheduled'].map((type) => ({ type, status: 'True' }))
  return { phase: 'Running', conditions }
}

function isList(answer: unknown): answer is { readonly items: readonly Waiting[] } {
  return typeof answer === 'object' && answer !== null && 'items' in answer
}
