import type { KubeClient } from '../client.js'
import type { KubeObject } from '../kube-object.js'
import { eachAtOnce } from './each-at-once.js'
import { keyOf } from './key-of.js'
import { inventoryOf, ownedBy } from './owner-object.js'
import type { WantedObject } from './wanted-objects.js'
import { heldLabel, ownerLabel } from './words.js'

/** What is there. */
export interface Live {
  /** Owner objects by application. */
  readonly owners: ReadonlyMap<string, KubeObject>
  /** What the lattice runs, by key: everything with our label. */
  readonly held: ReadonlyMap<string, KubeObject>
  /** What has the kind and name of a wanted object and not our label, by key. */
  readonly others: ReadonlyMap<string, KubeObject>
}

/** Reads what of a lattice is there: its owners, everything that it runs, and what stands where a wanted object is to be. */
export async function readLive(client: KubeClient, wanted: readonly WantedObject[]): Promise<Live> {
  const owners = await readOwners(client)
  const kinds = new Map<string, { readonly apiVersion: string; readonly kind: string }>()
  const note = (apiVersion: string, kind: string): void =>
    void kinds.set(keyOf({ apiVersion, kind, metadata: { name: '' } }), { apiVersion, kind })
  for (const owner of owners.values()) {
    for (const line of inventoryOf(owner).kinds) {
      const [apiVersion = '', kind = ''] = line.split(' ')
      note(apiVersion, kind)
    }
  }
  for (const { content } of wanted) note(content.apiVersion, content.kind)

  const lists = await eachAtOnce([...kinds.values()], async (type) =>
    (await isKnown(client, type)) ? client.list(type, { labels: `${heldLabel}=true` }) : [],
  )
  const held = new Map(lists.flat().map((object) => [keyOf(object), object]))
  const missing = wanted.filter(({ key }) => !held.has(key))
  const found = await eachAtOnce(missing, async ({ key, content }) => {
    const { apiVersion, kind, metadata } = content
    if (!(await isKnown(client, content))) return []
    const object = await client.get({ apiVersion, kind, name: metadata.name })
    return object === undefined ? [] : [[key, object] as const]
  })
  return { owners, held, others: new Map(found.flat()) }
}

/** Reads the owner objects, by application. */
export async function readOwners(client: KubeClient): Promise<ReadonlyMap<string, KubeObject>> {
  const objects = await client.list({ apiVersion: 'v1', kind: 'ConfigMap' }, { labels: ownerLabel })
  return new Map(
    objects.flatMap((object) => {
      const application = ownedBy(object)
      return application === undefined ? [] : [[application, object] as const]
    }),
  )
}

/** Whether the cluster has a kind, with objects in namespaces; of what it has not nothing can be there. */
async function isKnown(client: KubeClient, { apiVersion, kind }: Pick<KubeObject, 'apiVersion' | 'kind'>): Promise<boolean> {
  return (await client.resourceOf(apiVersion, kind))?.namespaced === true
}
