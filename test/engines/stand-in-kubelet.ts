import type { KubeEngine } from './kube-engine.js'

interface Waiting {
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly ownerReferences?: readonly { readonly kind: string }[]
    readonly deletionTimestamp?: string
  }
  readonly status?: { readonly phase?: string }
}

/**
 * Does what is missing without nodes, in one namespace, until `use` ends: pods become ready at once, those of Jobs and of nobody (the tests of a chart)
 * succeed, claims are bound.
 */
export async function withKubelet<T>(kube: KubeEngine, namespaces: readonly string[], use: () => Promise<T>): Promise<T> {
  const state = { isOver: false }
  const turn = async (): Promise<void> => {
    while (!state.isOver) {
      await Promise.all(namespaces.map((namespace) => serve(kube, namespace)))
      await new Promise((done) => setTimeout(done, 200))
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

async function serve(kube: KubeEngine, namespace: string): Promise<void> {
  const { code, stdout } = await kube.run('kubectl', ['get', 'pods,persistentvolumeclaims', '-n', namespace, '-o', 'json'])
  if (code !== 0) return
  const items: readonly Waiting[] = JSON.parse(stdout).items
  for (const item of items.filter(
    ({ metadata, status }) => metadata.deletionTimestamp === undefined && (status?.phase ?? 'Pending') === 'Pending',
  )) {
    const patch = [
      'patch',
      item.kind,
      item.metadata.name,
      '-n',
      namespace,
      '--subresource=status',
      '-p',
      JSON.stringify({ status: statusOf(item) }),
    ]
    // what has been deleted meanwhile needs no status
    await kube.run('kubectl', patch)
  }
}

function statusOf({ kind, metadata }: Waiting): object {
  if (kind === 'PersistentVolumeClaim') return { phase: 'Bound' }
  const owner = metadata.ownerReferences?.[0]?.kind
  if (owner === undefined || owner === 'Job') return { phase: 'Succeeded' }
  const conditions = ['Initialized', 'ContainersReady', 'Ready', 'PodScheduled'].map((type) => ({ type, status: 'True' }))
  return { phase: 'Running', conditions }
}
