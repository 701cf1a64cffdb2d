import { Failure } from '../../../failure.js'
import type { KubeClient } from '../client.js'
import { type KubeObject, referenceTo } from '../kube-object.js'
import { KubeRefusal } from '../kube-refusal.js'
import { compare, type Difference, isHeldOtherwise, isSame, wantedReferences } from './compare.js'
import { eachAtOnce } from './each-at-once.js'
import { keyOf, shownObject } from './key-of.js'
import { holdLine, keptLines, removeLine } from './lines-of.js'
import type { Run } from './open-platform.js'
import { ownedBy } from './owner-object.js'
import { rankOf } from './rank-of.js'
import { type Live, readLive } from './read-live.js'
import type { WantedObject } from './wanted-objects.js'
import { contentManager, holdManager } from './words.js'
import { noteInventory, readyOwners } from './write-owners.js'

/** What is carried out. */
export interface Carried {
  readonly objects: readonly WantedObject[]
  /** Applications that are deployed. */
  readonly applications: ReadonlySet<string>
  /** Applications that the act is on. */
  readonly acted: ReadonlySet<string>
  /** Keys of objects that somebody else has changed. */
  readonly drifted: ReadonlySet<string>
  readonly force: boolean
  /** What is said at the end. */
  readonly notes: readonly string[]
}

type Tell = (line: string) => void

/** How often what is there is compared again, because somebody else was at work meanwhile. */
const rounds = 5

/**
 * Makes what is there what is wanted: owners, then objects in the order of their kinds, each with those who hold it, then what is removed by request,
 * then the owners of applications that go, and with them what nobody else holds. Compares again until there is nothing to do, so that it goes on
 * where an earlier run was cut off. An owner is removed only when everything that stays has the owners that it needs.
 */
export async function carryOut(client: KubeClient, run: Run, carried: Carried, tell: Tell): Promise<void> {
  const { objects, applications } = carried
  for (let round = 0; round < rounds; round++) {
    const live = await readLive(client, objects)
    const difference = compare(objects, applications, live, round === 0 ? carried.drifted : undefined)
    if (isSame(difference)) return noteInventory(client, objects, live)
    await endLeaving(client, run, difference.leaving, live)
    const owners = await readyOwners(client, carried, live, tell)
    await applyAll(client, carried, difference, { ...live, owners }, tell)
    await eachAtOnce(difference.remove, (object) => remove(client, object, removeLine(object), tell))
    await eachAtOnce(difference.oldOwners, (owner) =>
      remove(client, owner, `remove the owner object of ${ownedBy(owner) ?? owner.metadata.name}`, tell),
    )
    await untilGone(client, run, [...difference.collect, ...difference.remove, ...difference.oldOwners])
    if (round === 0) for (const line of [...keptLines(difference, carried.acted), ...carried.notes]) tell(line)
  }
  throw new Failure(
    3,
    'the objects in the cluster change faster than mc sets them right: somebody else sets them, too; see who by kubectl get --show-managed-fields',
  )
}

async function applyAll(client: KubeClient, carried: Carried, difference: Difference, live: Live, tell: Tell): Promise<void> {
  const update = new Set(difference.update)
  const anew = new Set(difference.leaving.map(keyOf))
  const changed = [...difference.create, ...difference.update, ...carried.objects.filter(({ key }) => anew.has(key))]
  const ranks = new Map<number, WantedObject[]>()
  for (const own of new Set([...changed, ...difference.hold])) {
    const rank = rankOf(own.content.kind)
    ranks.set(rank, [...(ranks.get(rank) ?? []), own])
  }
  const hold = new Set(difference.hold)
  for (const rank of [...ranks.keys()].sort((one, other) => one - other)) {
    await eachAtOnce(ranks.get(rank) ?? [], async (own) => {
      const there = live.held.get(own.key) ?? live.others.get(own.key)
      tell(hold.has(own) ? holdLine(own) : `${update.has(own) ? 'update' : 'create'} ${shownObject(own.content)}`)
      const object = hold.has(own) ? there : await client.apply(own.content, { force: carried.force, manager: contentManager })
      if (object !== undefined && isHeldOtherwise(own, object, live)) await writeHold(client, own, object, live)
    })
  }
}

/** Says who holds an object. The uid makes sure that it is this object: nothing is made anew by it. */
async function writeHold(client: KubeClient, own: WantedObject, { apiVersion, kind, metadata }: KubeObject, live: Live): Promise<void> {
  const ownerReferences = wantedReferences(own, live.owners)
  if (ownerReferences === undefined)
    throw new Failure(3, `an owner object of \`${own.holders.join(', ')}\` was removed meanwhile; repeat this`)
  const { name, uid } = metadata
  await client.apply(
    { apiVersion, kind, metadata: { name, ...(uid !== undefined && { uid }), ownerReferences, annotations: own.notes } },
    // nobody else has a reason to set these
    { force: true, manager: holdManager },
  )
}

async function remove(client: KubeClient, object: KubeObject, line: string, tell: Tell): Promise<void> {
  const { uid } = object.metadata
  tell(line)
  try {
    await client.remove(referenceTo(object), { propagation: 'Background', ...(uid !== undefined && { uid }) })
  } catch (error) {
    // it is another object by now: the next round looks at that one
    if (!(error instanceof KubeRefusal && error.status === 409)) throw error
  }
}

/** What is being removed has to be gone before it can be made anew. */
async function endLeaving(client: KubeClient, run: Run, leaving: readonly KubeObject[], { owners }: Live): Promise<void> {
  const going = [...owners.values()].filter(({ metadata }) => metadata.deletionTimestamp !== undefined)
  await untilGone(client, run, [...leaving, ...going])
}

/** Waits until these very objects are gone; who has the same name later is another one. */
async function untilGone(client: KubeClient, { now, deadline }: Run, objects: readonly KubeObject[]): Promise<void> {
  let left = objects
  for (let pause = 20; left.length > 0; pause = Math.min(pause * 1.5, 1000)) {
    const found = await eachAtOnce(left, async (object) =>
      (await client.get(referenceTo(object)))?.metadata.uid === object.metadata.uid ? [object] : [],
    )
    left = found.flat()
    if (left.length === 0) return
    if (now().getTime() + pause > deadline) throw new Failure(3, stillThere(left))
    await new Promise((done) => setTimeout(done, pause))
  }
}

function stillThere(left: readonly KubeObject[]): string {
  const [first] = left
  const others = left.length > 1 ? ` and ${left.length - 1} more` : ''
  const held = left.flatMap(({ metadata }) => (Array.isArray(metadata['finalizers']) ? metadata['finalizers'] : []))
  const why =
    held.length > 0
      ? `a finalizer holds it (${held.join(', ')})`
      : 'the garbage collector of the cluster (kube-controller-manager) has not come to it'
  return `${first === undefined ? 'something' : shownObject(first)}${others} is still there: ${why}; it is asked for, and the next deploy or undeploy looks again`
}
