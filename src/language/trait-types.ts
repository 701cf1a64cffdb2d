import type { Component, Trait } from '../generated/application.js'

type TypeOf<T extends Trait> = T extends Trait ? (string extends T['type'] ? never : T['type']) : never
type KindOfRun = 'wasm' | 'service' | 'task' | 'spin' | 'objects'

/** The name of a trait that mc knows. */
export type TraitType = TypeOf<Trait>

/** For which components a trait means something. */
const meaning: Readonly<Record<TraitType, readonly KindOfRun[]>> = {
  link: ['wasm', 'service', 'task', 'spin'],
  spreadscaler: ['wasm'],
  daemonscaler: ['wasm'],
  scaler: ['service', 'spin'],
  autoscaler: ['service', 'spin'],
  hpa: ['service', 'spin'],
  cpuscaler: ['service', 'spin'],
  gateway: ['service', 'spin'],
  ingress: ['service', 'spin'],
  expose: ['service', 'spin'],
  sidecar: ['service', 'task'],
  'init-container': ['service', 'task'],
  storage: ['service', 'task'],
  env: ['service', 'task'],
  labels: ['wasm', 'service', 'task', 'spin', 'objects'],
  annotations: ['wasm', 'service', 'task', 'spin', 'objects'],
  resource: ['service', 'task', 'spin'],
  command: ['service', 'task'],
  'container-image': ['service', 'task'],
  'container-ports': ['service', 'task'],
  'startup-probe': ['service', 'task'],
  lifecycle: ['service', 'task'],
  hostalias: ['service', 'task'],
  'service-account': ['service', 'task'],
  securitycontext: ['service', 'task'],
  podsecuritycontext: ['service', 'task'],
  affinity: ['service', 'task'],
  topologyspreadconstraints: ['service', 'task'],
  'k8s-update-strategy': ['service'],
  pvc: ['service', 'task'],
  'service-binding': ['service', 'task'],
  configmap: ['service', 'task'],
  'node-affinity': ['service', 'task'],
  'json-merge-patch': ['service', 'task'],
  runtime: ['wasm', 'service', 'task', 'spin', 'objects'],
}

/** The names of all traits that mc knows, sorted. */
export const traitTypes: readonly string[] = Object.keys(meaning).sort()

/**
 * Tells whether a trait changes anything about a component; undefined for a trait that nobody knows.
 * Source: KubeVela, `appliesToWorkloads` of its trait definitions, and wadm 0.21 for WebAssembly.
 */
export function traitApplies(type: string, component: Component): boolean | undefined {
  if (!isTraitType(type)) return undefined
  // one copy on every machine leaves nothing to scale
  if (component.type === 'daemon' && ['scaler', 'autoscaler', 'hpa', 'cpuscaler'].includes(type)) return false
  return meaning[type].includes(runOf(component))
}

function isTraitType(type: string): type is TraitType {
  return Object.hasOwn(meaning, type)
}

function runOf({ type }: Component): KindOfRun {
  switch (type) {
    case 'component':
    case 'actor':
    case 'capability':
      return 'wasm'
    case 'task':
    case 'cron-task':
      return 'task'
    case 'spin':
      return 'spin'
    case 'k8s-objects':
      return 'objects'
    default:
      return 'service'
  }
}
