import { type SecretReference, secretReferences } from '../../kubernetes/objects/data/secret-references.js'
import type { KubernetesObject } from '../../kubernetes/objects/kinds.js'
import { entryAt, listAt, textAt } from '../../manifest-entries.js'

/** A Secret or ConfigMap that whoever installs a chart has to make before. */
export interface NeededData {
  /** `pull` is a secret for a registry, `tls` one with a certificate and its key (Kubernetes, types of Secret). */
  readonly kind: 'secret' | 'pull' | 'tls' | 'config'
  readonly name: string
  /** Sorted; empty where all keys are taken. */
  readonly keys: readonly string[]
}

/** Gives what the objects refer to and do not bring themselves, sorted by name. */
export function neededData(objects: readonly KubernetesObject[]): readonly NeededData[] {
  const made = new Set(objects.map(madeBy))
  const found = new Map<string, { readonly kind: NeededData['kind']; readonly name: string; readonly keys: Set<string> }>()
  const add = (kind: NeededData['kind'], name: string, key: string | undefined): void => {
    const id = `${kind === 'config' ? 'config' : 'secret'}/${name}`
    if (made.has(id)) return
    const known = found.get(id) ?? { kind, name, keys: new Set() }
    if (key !== undefined) known.keys.add(key)
    found.set(id, known)
  }
  for (const object of objects) {
    for (const { name, key, type } of secretReferences(object)) add(kindOf(type), name, key)
    for (const { name, key } of configReferences(object)) add('config', name, key)
  }
  return [...found.values()]
    .map(({ kind, name, keys }) => ({ kind, name, keys: [...keys].sort() }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.kind < b.kind ? -1 : 1))
}

function kindOf(type: SecretReference['type']): NeededData['kind'] {
  return type === 'kubernetes.io/tls' ? 'tls' : type === undefined ? 'secret' : 'pull'
}

/** The ConfigMaps that an object or a part of one refers to (Kubernetes API, core/v1 ConfigMapKeySelector, ConfigMapVolumeSource). */
function configReferences(value: unknown): readonly { readonly name: string; readonly key?: string }[] {
  if (typeof value !== 'object' || value === null) return []
  const variable = entryAt(value, 'configMapKeyRef')
  const volume = entryAt(value, 'configMap')
  const keys = listAt(volume, 'items').map((item) => textAt(item, 'key'))
  const file = textAt(volume, 'name')
  const own = [
    { name: textAt(variable, 'name'), key: textAt(variable, 'key') },
    { name: textAt(entryAt(value, 'configMapRef'), 'name') },
    ...(keys.length === 0 ? [{ name: file }] : keys.map((key) => ({ name: file, key }))),
  ]
  return [...own.filter(({ name }) => name !== ''), ...Object.values(value).flatMap(configReferences)]
}

/** What an object makes, as `secret/<name>` or `config/<name>`; an ExternalSecret makes a Secret (External Secrets Operator, `spec.target.name`). */
function madeBy(object: KubernetesObject): string {
  const { name } = object.metadata
  if (object.kind === 'ConfigMap') return `config/${name}`
  if (object.kind === 'Secret') return `secret/${name}`
  if (object.kind !== 'ExternalSecret' || !('spec' in object)) return ''
  return `secret/${textAt(entryAt(object.spec, 'target'), 'name') || name}`
}
