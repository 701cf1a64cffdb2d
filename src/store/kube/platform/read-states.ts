import type { ApplicationRecord } from '../../../generated/lattice-record.js'
import type { ComponentState } from '../../platform.js'
import type { KubeClient } from '../client.js'
import type { KubeObject } from '../kube-object.js'
import { eachAtOnce } from './each-at-once.js'
import { liveOutlines } from './holders-of.js'
import { keyOf } from './key-of.js'
import { inventoryOf } from './owner-object.js'
import { readLive } from './read-live.js'
import { stateOf } from './state-of.js'
import { troubleOf } from './trouble-of.js'
import { applicationLabel, componentLabel, labelValue } from './words.js'

/** Reads how each component that is to run does: from its live objects, and where they are not ready, from their pods. References run elsewhere and are left out. */
export async function readStates(client: KubeClient, records: ReadonlyMap<string, ApplicationRecord>): Promise<readonly ComponentState[]> {
  const { owners, held } = await readLive(client, [])
  const remembered = new Set([...owners.values()].flatMap((owner) => inventoryOf(owner).objects))
  const byComponent = new Map<string, KubeObject[]>()
  for (const object of held.values()) {
    const labels = object.metadata.labels ?? {}
    const place = `${labels[applicationLabel] ?? ''}/${labels[componentLabel] ?? ''}`
    byComponent.set(place, [...(byComponent.get(place) ?? []), object])
  }
  const gone = [...remembered].filter((key) => !held.has(key))
  const own = [...liveOutlines(records)].filter(([, { uses }]) => uses === undefined)
  return eachAtOnce(own, async ([id, { kind, name }]) => {
    const application = id.slice(0, id.indexOf('/'))
    const objects = byComponent.get(`${labelValue(application)}/${labelValue(name)}`) ?? []
    if (objects.length === 0 && (kind === 'component' || kind === 'capability'))
      return { id, state: 'unknown', message: 'runs in wasmCloud: wadm in the cluster knows how it does' } as const
    if (objects.length === 0 && kind === 'objects')
      return { id, state: 'unknown', message: 'objects of its own; kubectl shows how they do' } as const
    const state = stateOf(
      objects.map((object) => (object.metadata.deletionTimestamp === undefined ? object : undefined)).flatMap((object) => object ?? []),
    )
    const lost = gone.find((key) => isOf(key, objects))
    if (state.state === 'ready' && lost !== undefined)
      return {
        id,
        state: 'missing',
        message: `${lost.slice(lost.indexOf('/') + 1).replace(/^[^/]+/, (word) => word.toLowerCase())} is not there`,
      } as const
    if (state.state === 'ready' || state.state === 'missing' || state.selector === undefined) return { id, ...plain(state) }
    const trouble = await troubleOf(client, state.selector)
    return {
      id,
      state: trouble?.isHopeless ? 'failed' : state.state,
      ...((trouble?.message ?? state.message) !== undefined && { message: trouble?.message ?? state.message }),
    }
  })
}

/** Objects of a component have one name, so that what is lost of them can be told. */
function isOf(key: string, objects: readonly KubeObject[]): boolean {
  const name = key.slice(key.lastIndexOf('/') + 1)
  return objects.some((object) => object.metadata.name === name && keyOf(object) !== key)
}

function plain({ state, message }: { readonly state: ComponentState['state']; readonly message?: string }) {
  return { state, ...(message !== undefined && { message }) }
}
