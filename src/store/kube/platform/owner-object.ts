import type { KubeObject, OwnerReference } from '../kube-object.js'
import { labelValue, ownerLabel, ownerName } from './words.js'

/** What an owner object keeps in mind of what its application holds. */
export interface Inventory {
  /** The kinds among which objects may be, as `<apiVersion> <kind>`, sorted; never fewer than there were, so that an object of a kind that is no longer made is found. */
  readonly kinds: readonly string[]
  /** The keys of the objects that were there when everything was carried out, sorted. */
  readonly objects: readonly string[]
}

/** Makes the object that stands for a deployed application: what the application runs goes with it, by the cluster's own garbage collector. */
export function ownerObject(application: string, { kinds, objects }: Inventory): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: ownerName(application),
      labels: { 'app.kubernetes.io/managed-by': 'manifest-compiler', [ownerLabel]: labelValue(application) },
      annotations: {
        'kubernetes.io/description': `Stands for the deployed application ${application}; deleting it removes what nobody else holds.`,
      },
    },
    data: { application, kinds: lines(kinds), objects: lines(objects) },
  }
}

/** Gives the application that an owner object stands for; nothing where the object does not say. */
export function ownedBy({ data }: KubeObject): string | undefined {
  const application = isTexts(data) ? data['application'] : undefined
  return typeof application === 'string' ? application : undefined
}

/** Reads what an owner object keeps in mind. */
export function inventoryOf({ data }: KubeObject): Inventory {
  const read = (key: string): readonly string[] => {
    const text = isTexts(data) ? data[key] : undefined
    return typeof text === 'string' ? text.split('\n').filter((line) => line !== '') : []
  }
  return { kinds: read('kinds'), objects: read('objects') }
}

/** Gives the reference that an object has to its owner. It does not stand in the way of the owner's end (`blockOwnerDeletion`), and no controller looks after the object. */
export function referenceToOwner({ apiVersion, kind, metadata }: KubeObject): OwnerReference | undefined {
  return metadata.uid === undefined ? undefined : { apiVersion, kind, name: metadata.name, uid: metadata.uid, blockOwnerDeletion: false }
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('')
}

function isTexts(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
