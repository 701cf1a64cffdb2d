import type { KubeClient } from '../client.js'
import { isObject } from '../kube-object.js'
import { KubeRefusal } from '../kube-refusal.js'

/** What keeps pods from being ready. */
export interface Trouble {
  readonly message: string
  /** It does not get better by waiting. */
  readonly isHopeless: boolean
}

/** Gives what the pods of a selector say of why they are not ready; nothing where they say nothing, or where mc may not read pods. */
export async function troubleOf(client: KubeClient, selector: string): Promise<Trouble | undefined> {
  try {
    const pods = await client.list({ apiVersion: 'v1', kind: 'Pod' }, { labels: selector })
    const said = pods.flatMap(({ metadata, status }) =>
      troubles(isObject(status) ? status : {}).map((trouble) => ({ ...trouble, pod: metadata.name })),
    )
    const worst = said.find(({ isHopeless }) => isHopeless) ?? said[0]
    return worst && { message: `pod ${worst.pod}: ${worst.message}`, isHopeless: worst.isHopeless }
  } catch (error) {
    if (error instanceof KubeRefusal && error.status === 403) return undefined
    throw error
  }
}

/** Reasons of waiting containers that a change must mend (kubelet, `ContainerStateWaiting.reason`). */
const hopeless =
  /^(ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull|CreateContainerConfigError|CreateContainerError|CrashLoopBackOff|RunContainerError)$/

function troubles(status: Readonly<Record<string, unknown>>): readonly Trouble[] {
  const entries = (key: string) => (Array.isArray(status[key]) ? status[key].filter(isObject) : [])
  const waiting = [...entries('initContainerStatuses'), ...entries('containerStatuses')].flatMap(({ name, state }) => {
    const why = isObject(state) && isObject(state['waiting']) ? state['waiting'] : undefined
    const reason = typeof why?.['reason'] === 'string' ? why['reason'] : ''
    if (why === undefined || /^(ContainerCreating|PodInitializing|)$/.test(reason)) return []
    const words = typeof why['message'] === 'string' ? `: ${why['message']}` : ''
    return [{ message: `${String(name)} waits, ${reason}${words}`, isHopeless: hopeless.test(reason) }]
  })
  const unscheduled = entries('conditions').flatMap(({ type, status: holds, reason, message }) =>
    type === 'PodScheduled' && holds === 'False' ? [{ message: `${String(reason)}: ${String(message)}`, isHopeless: false }] : [],
  )
  return [...waiting, ...unscheduled]
}
