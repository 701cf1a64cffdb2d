import { selectorLabels } from '../labels.js'
import { objectName } from '../names.js'

/** Folder of what hands the manifest of an application over, and the name in its labels. */
export const manifestFolder = 'wadm-manifest'

/** Gives the labels by which the pods are found that hand the manifest of an application over. */
export function manifestLabels(application: string): Readonly<Record<string, string>> {
  return selectorLabels({ application, name: manifestFolder })
}

/** Gives the name of the objects that hand the manifest of an application over. */
export function manifestName(application: string): string {
  return objectName(application, manifestFolder)
}
