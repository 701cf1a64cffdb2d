import { type Ask, askApi } from './kube-api.js'
import type { KubeEngine } from './kube-engine.js'

interface Waiting {
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
 * Does what is missing without nodes, in these namespaces, until `use` ends: pods become ready at once, those of Jobs and of nobody (the tests of a
 * chart) succeed, claims are bound.
 */
export async function withKubelet<T>(kube: KubeEngine, namespaces: readonly string[], use: () => Promise<T>): Promise<T> {
  const ask = askApi(kube)
  const state = { isOver: false }
  const turn = async (): Promise<void> => {
    while (!state.isOver) {
      for (const namespace of namespaces) {
        await serve(ask, namespace, 'pods', podStatus)
        await serve(ask, namespace, 'persistentvolumeclaims', () => ({ phase: 'Bound' }))
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

async function serve(ask: Ask, namespace: string, kind: string, statusOf: (item: Waiting) => object): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}/${kind}`
  const list = await ask('GET', path)
  for (const item of isList(list) ? list.items : []) {
    if (item.metadata.deletionTimestamp !== undefined || (item.status?.phase ?? 'Pending') !== 'Pending') continue
    // one that has been deleted meanwhile needs no status
    await ask('PATCH', `${path}/${item.metadata.name}/status`, { status: statusOf(item) })
  }
}

function podStatus({ metadata }: Waiting): object {
  const owner = metadata.ownerReferences?.[0]?.kind
  if (owner === undefined || owner === 'Job') return { phase: 'Succeeded' }
  const conditions = ['Initialized', 'ContainersReady', 'Ready', 'PodScheduled'].map((type) => ({ type, status: 'True' }))
  return { phase: 'Running', conditions }
}

function isList(answer: unknown): answer is { readonly items: readonly Waiting[] } {
  return typeof answer === 'object' && answer !== null && 'items' in answer
}
