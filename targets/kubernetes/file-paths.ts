import type { KubernetesObject } from './objects/kinds.js'
import type { ObjectDraft, PlacedObject } from './objects/object-draft.js'

/** An object and the path of its file. */
export interface FiledObject extends PlacedObject {
  readonly path: string
}

/** Gives each object a file: `<chart>/<folder>/<kind>.yaml`, with the object's name where the folder has several of the kind. */
export function filePaths({ objects, chartNameOf }: ObjectDraft): readonly FiledObject[] {
  const counts = new Map<string, number>()
  const plainPath = (placed: PlacedObject): string => pathOf(placed, chartNameOf(placed.chart))
  for (const placed of objects) counts.set(plainPath(placed), (counts.get(plainPath(placed)) ?? 0) + 1)
  return objects.map((placed) => {
    const isAlone = counts.get(plainPath(placed)) === 1
    return { ...placed, path: `${plainPath(placed)}${isAlone ? '' : `-${placed.object.metadata.name}`}.yaml` }
  })
}

function pathOf({ folder, object }: PlacedObject, chartName: string): string {
  return [chartName, folder, fileName(object)].filter((name) => name !== '').join('/')
}

/** The kind in lower case with `-` between its words. */
function fileName({ kind }: KubernetesObject): string {
  return kind.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
}
