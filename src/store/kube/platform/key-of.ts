import type { KubeObject } from '../kube-object.js'

/** Gives what tells objects of a namespace apart: the group, the kind and the name. The version of a group is only a way to look at it. */
export function keyOf({ apiVersion, kind, metadata }: KubeObject): string {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''
  return `${group}/${kind}/${metadata.name}`
}

/** Gives an object as kubectl names it: `deployment/orders-api`. */
export function shownObject({ kind, metadata }: Pick<KubeObject, 'kind' | 'metadata'>): string {
  return `${kind.toLowerCase()}/${metadata.name}`
}
