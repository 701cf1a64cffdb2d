import type { ApplicationRecord, ComponentOutline } from '../../../generated/lattice-record.js'
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

/** Reads how each component that is to run does: from its live objects, and where they are not ready, from their pods. A reference does as what it stands for. */
export async function readStates(client: KubeClient, records: ReadonlyMap<string, ApplicationRecord>): Promise<readonly ComponentState[]> {
  const { owners, held } = await readLive(client, [])
  const remembered = new Set([...owners.values()].flatMap((owner) => inventoryOf(owner).objects))
  // a Job may remove itself when it has ended
  const gone = [...remembered].filter((key) => !held.has(key) && !key.startsWith('batch/Job/'))
  const byComponent = new Map<string, KubeObject[]>()
  for (const object of held.values()) {
    const { labels = {}, deletionTimestamp } = object.metadata
    if (deletionTimestamp !== undefined) continue
    const place = `${labels[applicationLabel] ?? ''}/${labels[componentLabel] ?? ''}`
    byComponent.set(place, [...(byComponent.get(place) ?? []), object])
  }
  const live = [...liveOutlines(records)]
  const own = live.filter(([, { uses }]) => uses === undefined)
  const states = await eachAtOnce(own, async ([id, outline]) => {
    const application = id.slice(0, id.indexOf('/'))
    const objects = byComponent.get(`${labelValue(application)}/${labelValue(outline.name)}`) ?? []
    return { id, ...(await stateOfComponent(client, outline, objects, gone)) }
  })
  const known = new Map(states.map((state) => [state.id, state.state]))
  const references = live.flatMap(([id, { uses }]): readonly ComponentState[] => {
    if (uses === undefined) return []
    const target = `${uses.application}/${uses.component}`
    // what is wrong is said where it is
    return [{ id, state: known.get(target) === 'ready' ? 'ready' : 'unknown', message: `stands for ${target}` }]
  })
  return [...states, ...references]
}

async function stateOfComponent(
  client: KubeClient,
  { kind }: ComponentOutline,
  objects: readonly KubeObject[],
  gone: readonly string[],
): Promise<Omit<ComponentState, 'id'>> {
  if (objects.length === 0 && (kind === 'component' || kind === 'capability'))
    return { state: 'unknown', message: 'runs in wasmCloud: wadm in the cluster knows how it does' }
  if (objects.length === 0 && kind === 'objects') return { state: 'unknown', message: 'objects of its own; kubectl shows how they do' }
  const { state, message, selector } = stateOf(objects)
  const lost = gone.find((key) => isOf(key, objects))
  if (state === 'ready' && lost !== undefined) return { state: 'missing', message: `${shownKey(lost)} is not there` }
  const said = { state, ...(message !== undefined && { message }) }
  if (state === 'ready' || state === 'missing' || selector === undefined) return said
  const trouble = await troubleOf(client, selector)
  return trouble === undefined ? said : { state: trouble.isHopeless ? 'failed' : state, message: trouble.message }
}

/** Objects of a component have one name, so that what is lost of them can be told. */
function isOf(key: string, objects: readonly KubeObject[]): boolean {
  const name = key.slice(key.lastIndexOf('/') + 1)
  return objects.some((object) => object.metadata.name === name && keyOf(object) !== key)
}

/** `apps/Deployment/orders-api` as kubectl names it. */
function shownKey(key: string): string {
  const [, kind = '', name = ''] = key.split('/')
  return `${kind.toLowerCase()}/${name}`
}
