import type { V1Container, V1PodSpec } from '@kubernetes/client-node'
import type { Ingress, KubernetesObject, Wire } from '../../kubernetes/objects/kinds.js'
import type { PlacedObject } from '../../kubernetes/objects/object-draft.js'
import { podSpecOf } from './pod-spec-of.js'

/** A Secret or ConfigMap that whoever installs a chart has to make before. */
export interface NeededData {
  /** `pull` is a secret for a registry, `tls` one with a certificate and its key (Kubernetes, types of Secret). */
  readonly kind: 'secret' | 'pull' | 'tls' | 'config'
  readonly name: string
  /** Sorted; empty where all keys are taken. */
  readonly keys: readonly string[]
}

type Add = (kind: NeededData['kind'], name: string | undefined, key?: string) => void

/** Gives what the objects refer to and do not bring themselves, sorted by name; what is optional is not asked for. */
export function neededData(placed: readonly PlacedObject[]): readonly NeededData[] {
  const made = new Set(placed.flatMap(({ object }) => madeBy(object)))
  const found = new Map<string, { readonly kind: NeededData['kind']; readonly name: string; readonly keys: Set<string> }>()
  const add: Add = (kind, name, key) => {
    if (name === undefined || made.has(`${kind === 'config' ? 'config' : 'secret'}/${name}`)) return
    const id = `${kind === 'config' ? 'config' : 'secret'}/${name}`
    const known = found.get(id) ?? { kind, name, keys: new Set() }
    if (key !== undefined) known.keys.add(key)
    found.set(id, known)
  }
  for (const { object, isGiven } of placed) {
    // whatever a manifest brings as it is may have another shape
    if (isGiven) continue
    const pod = podSpecOf(object)
    if (pod !== undefined) addPod(pod, add)
    else if (isIngress(object)) for (const { secretName } of object.spec?.tls ?? []) add('tls', secretName)
    else if (isCustom(object)) addReferences('spec' in object ? object.spec : undefined, add)
  }
  return [...found.values()]
    .map(({ kind, name, keys }) => ({ kind, name, keys: [...keys].sort() }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.kind < b.kind ? -1 : 1))
}

function addPod({ initContainers = [], containers, volumes = [], imagePullSecrets = [] }: Wire<V1PodSpec>, add: Add): void {
  for (const container of [...initContainers, ...containers]) addContainer(container, add)
  for (const { secret, configMap, projected } of volumes) {
    if (secret?.optional !== true) addItems('secret', secret?.secretName, secret?.items, add)
    if (configMap?.optional !== true) addItems('config', configMap?.name, configMap?.items, add)
    for (const source of projected?.sources ?? []) {
      if (source.secret?.optional !== true) addItems('secret', source.secret?.name, source.secret?.items, add)
      if (source.configMap?.optional !== true) addItems('config', source.configMap?.name, source.configMap?.items, add)
    }
  }
  for (const { name } of imagePullSecrets) add('pull', name)
}

function addContainer({ env = [], envFrom = [] }: Wire<V1Container>, add: Add): void {
  for (const { valueFrom } of env) {
    const { secretKeyRef: secret, configMapKeyRef: config } = valueFrom ?? {}
    if (secret?.optional !== true) add('secret', secret?.name, secret?.key)
    if (config?.optional !== true) add('config', config?.name, config?.key)
  }
  for (const { secretRef, configMapRef } of envFrom) {
    if (secretRef?.optional !== true) add('secret', secretRef?.name)
    if (configMapRef?.optional !== true) add('config', configMapRef?.name)
  }
}

function addItems(kind: 'secret' | 'config', name: string | undefined, items: readonly { readonly key: string }[] = [], add: Add): void {
  if (items.length === 0) add(kind, name)
  for (const { key } of items) add(kind, name, key)
}

/** The ways in which custom resources refer to data, wherever they stand in one (Kubernetes API, core/v1 SecretKeySelector, ConfigMapKeySelector). */
function addReferences(value: unknown, add: Add): void {
  if (Array.isArray(value)) for (const item of value as readonly unknown[]) addReferences(item, add)
  else if (isMap(value)) {
    for (const [key, child] of Object.entries(value)) {
      if (key === 'secretKeyRef') add('secret', textAt(child, 'name'), textAt(child, 'key'))
      else if (key === 'configMapKeyRef') add('config', textAt(child, 'name'), textAt(child, 'key'))
      else addReferences(child, add)
    }
  }
}

/** What an object makes, as `secret/<name>` or `config/<name>`; an ExternalSecret makes a Secret (External Secrets Operator, `spec.target.name`). */
function madeBy(object: KubernetesObject): readonly string[] {
  const { name } = object.metadata
  if (object.kind === 'Secret') return [`secret/${name}`]
  if (object.kind === 'ConfigMap') return [`config/${name}`]
  if (object.kind !== 'ExternalSecret' || !('spec' in object) || !isMap(object.spec)) return []
  return [`secret/${textAt(object.spec['target'], 'name') ?? name}`]
}

function isIngress(object: KubernetesObject): object is Ingress {
  return object.apiVersion === 'networking.k8s.io/v1' && object.kind === 'Ingress'
}

/** Groups of our own kinds of object have a dot, and those of Kubernetes end in `k8s.io`. */
function isCustom({ apiVersion }: KubernetesObject): boolean {
  const group = apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : ''
  return group.includes('.') && !group.endsWith('k8s.io')
}

function textAt(map: unknown, key: string): string | undefined {
  const value = isMap(map) ? map[key] : undefined
  return typeof value === 'string' ? value : undefined
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
