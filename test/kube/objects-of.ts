import { parseAllDocuments } from 'yaml'
import type { KubeObject } from '../kube-linter/kube-object.js'
import type { Files } from './render-subject.js'

/** Reads the objects of a `-t kubernetes` rendering, in the order of its files; kustomizations are none. */
export function objectsOf(files: Files): readonly KubeObject[] {
  return Object.entries(files).flatMap(([path, text]) =>
    /\.yaml$/.test(path) && !path.endsWith('kustomization.yaml') ? readObjects(text) : [],
  )
}

/** Reads the objects of a stream of YAML documents, such as `helm template` prints; empty documents are passed over. */
export function readObjects(text: string): readonly KubeObject[] {
  return [...parseAllDocuments(text)].flatMap((document): KubeObject[] => {
    if (document.errors.length > 0) throw new Error(`${document.errors[0]?.message}\n${text}`)
    const value: unknown = document.toJS()
    return isObject(value) ? [value] : []
  })
}

/** Names an object: `Kind namespace/name`. */
export function nameOf({ kind, metadata }: KubeObject): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`
}

function isObject(value: unknown): value is KubeObject {
  return typeof value === 'object' && value !== null && 'kind' in value
}
