import type { KubeObject, OwnerReference } from '../kube-object.js'
import { inventoryOf, referenceToOwner } from './owner-object.js'
import type { Live } from './read-live.js'
import { isData, type WantedObject } from './wanted-objects.js'
import { digestNote, heldLabel, neededByNote, ownerPrefix } from './words.js'

/** What there is to do so that what is there is what is wanted. */
export interface Difference {
  /** Applications whose owner object is to be made, sorted. */
  readonly newOwners: readonly string[]
  readonly create: readonly WantedObject[]
  /** Objects that are there and say something else. */
  readonly update: readonly WantedObject[]
  /** Objects that say what they should, and are held by others than they should. */
  readonly hold: readonly WantedObject[]
  /** Wanted objects that are just being removed: they are made again when they are gone. */
  readonly leaving: readonly KubeObject[]
  /** What is not wanted and has to be removed by request: an owner that stays holds it, or nobody does (the collector passes over what lost its last owner by an edit). */
  readonly remove: readonly KubeObject[]
  /** What is not wanted and goes with its owners. */
  readonly collect: readonly KubeObject[]
  /** What is not wanted and stays, because it keeps data. */
  readonly keep: readonly KubeObject[]
  /** Owner objects of applications that are no longer deployed. */
  readonly oldOwners: readonly KubeObject[]
}

/**
 * Compares what is wanted with what is there. `applications` are those that are deployed, which have an owner; `drifted` are keys of objects
 * that differ although their digest is right, because somebody else has changed them.
 */
export function compare(
  wanted: readonly WantedObject[],
  applications: ReadonlySet<string>,
  live: Live,
  drifted: ReadonlySet<string> = new Set(),
): Difference {
  const keys = new Set(wanted.map(({ key }) => key))
  const there = (key: string): KubeObject | undefined => live.held.get(key) ?? live.others.get(key)
  const present = wanted.filter(({ key }) => there(key) !== undefined)
  const staying = present.filter(({ key }) => there(key)?.metadata.deletionTimestamp === undefined)
  const update = staying.filter((own) => drifted.has(own.key) || saysOther(own, there(own.key)))
  const updated = new Set(update)
  const needed = [...new Set([...applications, ...wanted.flatMap(({ holders }) => holders)])].sort()
  const oldOwners = [...live.owners].flatMap(([application, owner]) => (needed.includes(application) ? [] : [owner]))
  const ending = new Set(oldOwners.map(({ metadata }) => metadata.uid))
  const unwanted = [...live.held].flatMap(([key, object]) => (keys.has(key) ? [] : [object]))
  const losing = unwanted.filter((object) => !isData(object))
  const isCollected = ({ metadata: { ownerReferences = [], deletionTimestamp } }: KubeObject): boolean =>
    deletionTimestamp !== undefined || (ownerReferences.length > 0 && ownerReferences.every(({ uid }) => ending.has(uid)))
  return {
    newOwners: needed.filter((application) => isAbsent(live.owners.get(application))),
    create: wanted.filter((own) => there(own.key) === undefined && !isDone(own, live)),
    update,
    hold: staying.filter((own) => !updated.has(own) && isHeldOtherwise(own, there(own.key), live)),
    leaving: present
      .flatMap(({ key }) => [there(key)].filter((object) => object?.metadata.deletionTimestamp !== undefined))
      .filter(isThere),
    remove: losing.filter((object) => !isCollected(object)),
    collect: losing.filter(isCollected),
    keep: unwanted.filter(isData),
    oldOwners,
  }
}

/** Whether there is nothing to do but to keep what is kept. */
export function isSame({ keep: _, ...difference }: Difference): boolean {
  return Object.values(difference).every((part) => part.length === 0)
}

/** Gives the references that a wanted object is to have; nothing while an owner is not there. */
export function wantedReferences(
  { holders }: WantedObject,
  owners: ReadonlyMap<string, KubeObject>,
): readonly OwnerReference[] | undefined {
  const references = holders.map((application) => {
    const owner = owners.get(application)
    return owner === undefined ? undefined : referenceToOwner(owner)
  })
  return references.every(isThere) ? references.filter(isThere) : undefined
}

/** Whether who holds an object is not what it should be, or what follows from that. References of others than ours are theirs. */
export function isHeldOtherwise(wanted: WantedObject, object: KubeObject | undefined, { owners }: Pick<Live, 'owners'>): boolean {
  if (object?.metadata.annotations?.[neededByNote] !== wanted.notes[neededByNote]) return true
  const references = wantedReferences(wanted, owners)
  if (references === undefined) return true
  const uids = (object?.metadata.ownerReferences ?? []).filter(isOurs).map(({ uid }) => uid)
  return JSON.stringify([...uids].sort()) !== JSON.stringify(references.map(({ uid }) => uid).sort())
}

function isOurs({ apiVersion, kind, name }: OwnerReference): boolean {
  return apiVersion === 'v1' && kind === 'ConfigMap' && name.startsWith(ownerPrefix)
}

function saysOther({ content }: WantedObject, object: KubeObject | undefined): boolean {
  const { labels, annotations } = object?.metadata ?? {}
  return labels?.[heldLabel] !== 'true' || annotations?.[digestNote] !== content.metadata.annotations?.[digestNote]
}

/** An owner that is being removed is as good as none, and its name is free when it is gone. */
function isAbsent(owner: KubeObject | undefined): boolean {
  return owner === undefined || owner.metadata.deletionTimestamp !== undefined
}

/** A Job that removes itself when it has ended has run already where its owner remembers it: its name tells its content. */
function isDone({ key, content, holders }: WantedObject, { owners }: Live): boolean {
  const { spec } = content
  if (content.kind !== 'Job' || typeof spec !== 'object' || spec === null || !('ttlSecondsAfterFinished' in spec)) return false
  return holders.some((application) => {
    const owner = owners.get(application)
    return owner !== undefined && inventoryOf(owner).objects.includes(key)
  })
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined
}
