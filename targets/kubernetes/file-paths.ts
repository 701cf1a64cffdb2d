import { fingerprint } from '../fingerprint.js'
import type { KubernetesObject } from './objects/kinds.js'
import type { ObjectDraft, PlacedObject } from './objects/object-draft.js'

/** An object and the path of its file. */
export interface FiledObject extends PlacedObject {
  readonly path: string
}

/** Gives each object a file: `<chart>/<folder>/<kind>.yaml`, with the object's name where the folder has several of the kind. */
export function filePaths({ objects, chartNameOf }: Pick<ObjectDraft, 'objects' | 'chartNameOf'>): readonly FiledObject[] {
  const counts = new Map<string, number>()
  const plainPath = (placed: PlacedObject): string => pathOf(placed, chartNameOf(placed.chart))
  for (const placed of objects) counts.set(plainPath(placed), (counts.get(plainPath(placed)) ?? 0) + 1)
  const taken = new Set<string>()
  return objects.map((placed) => {
    const { apiVersion, metadata } = placed.object
    const plain = plainPath(placed)
    const wanted = counts.get(plain) === 1 ? plain : `${plain}-${safe(metadata.name)}`
    // one kind of two groups, or names that differ in letters which no file name has
    const stem = taken.has(wanted) ? `${wanted}-${fingerprint(`${apiVersion} ${metadata.name}`)}` : wanted
    taken.add(stem)
    return { ...placed, path: `${stem}.yaml` }
  })
}

function pathOf({ folder, object, hook }: PlacedObject, chartName: string): string {
  const moment = hook?.isChartOnly ? `-${hook.on.join('-')}` : ''
  return [chartName, folder, `${fileName(object)}${moment}`].filter((name) => name !== '').join('/')
}

/** The kind in lower case with `-` between its words. Kustomize takes every `kustomization.yaml` for its own. */
function fileName({ kind }: KubernetesObject): string {
  const name = safe(kind.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase())
  return name === 'kustomization' ? 'kustomization-object' : name
}

/** An object that a manifest brings can have any name. */
function safe(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]/g, '-').replace(/^\.+/, '-')
}
