import type { KubeClient } from '../client.js'
import type { KubeObject } from '../kube-object.js'
import type { Carried } from './carry-out.js'
import { eachAtOnce } from './each-at-once.js'
import { type Inventory, inventoryOf, ownerObject } from './owner-object.js'
import type { Live } from './read-live.js'
import type { WantedObject } from './wanted-objects.js'
import { contentManager } from './words.js'

/** Makes the owner objects that are missing, and has each know the kinds of what it will hold before the first of them is made. Gives all that stay, by application. */
export async function readyOwners(
  client: KubeClient,
  { objects, applications }: Carried,
  live: Live,
  tell: (line: string) => void,
): Promise<ReadonlyMap<string, KubeObject>> {
  const needed = [...new Set([...applications, ...objects.flatMap(({ holders }) => holders)])].sort()
  const kept = await eachAtOnce(needed, async (application) => {
    const found = live.owners.get(application)
    const there = found?.metadata.deletionTimestamp === undefined ? found : undefined
    const before = there === undefined ? none : inventoryOf(there)
    const kinds = merged(before.kinds, kindsOf(heldBy(application, objects)))
    if (there !== undefined && kinds.length === before.kinds.length) return [application, there] as const
    if (there === undefined) tell(`create the owner object of ${application}`)
    return [application, await write(client, application, { kinds, objects: before.objects })] as const
  })
  return new Map(kept)
}

/** Has each owner remember what it holds, now that everything is there. */
export async function noteInventory(client: KubeClient, objects: readonly WantedObject[], { owners }: Live): Promise<void> {
  await eachAtOnce([...owners], async ([application, owner]) => {
    const held = heldBy(application, objects)
    const before = inventoryOf(owner)
    const after = { kinds: merged(before.kinds, kindsOf(held)), objects: held.map(({ key }) => key).sort() }
    if (JSON.stringify(after) !== JSON.stringify(before)) await write(client, application, after)
  })
}

const none: Inventory = { kinds: [], objects: [] }

/** Nobody else has a reason to write these objects. */
function write(client: KubeClient, application: string, inventory: Inventory): Promise<KubeObject> {
  return client.apply(ownerObject(application, inventory), { force: true, manager: contentManager })
}

/** Data has no owner, but an application that has any must be able to find it again. */
function heldBy(application: string, objects: readonly WantedObject[]): readonly WantedObject[] {
  return objects.filter((own) => own.holders.includes(application) || (own.holders.length === 0 && own.application === application))
}

function kindsOf(objects: readonly WantedObject[]): readonly string[] {
  return objects.map(({ content }) => `${content.apiVersion} ${content.kind}`)
}

function merged(...lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].sort()
}
