import type { V1Container, V1PodSpec } from '@kubernetes/client-node'
import type { KubernetesObject, Wire } from '../../kubernetes/objects/kinds.js'
import type { PlacedObject } from '../../kubernetes/objects/object-draft.js'
import { podSpecOf } from './pod-spec-of.js'

/**
 * The oldest Kubernetes for which charts are made: Pod Security admission and the time zone of a CronJob are there from 1.25 on,
 * and whatever else is written without a rule below is older.
 */
const oldest = 25

/** Gives the versions of Kubernetes that have everything the objects ask for, as Helm compares them; `-0` lets in the names that vendors append (Helm, `kubeVersion`). */
export function kubeVersion(placed: readonly PlacedObject[]): string {
  const minor = placed.reduce((highest, { object, isGiven }) => (isGiven ? highest : Math.max(highest, minorOf(object))), oldest)
  return `>=1.${minor}.0-0`
}

function minorOf(object: KubernetesObject): number {
  const pod = podSpecOf(object)
  const template = pod === undefined ? oldest : podMinor(pod)
  // what becomes of a StatefulSet's claims, and of pods that are not ready when a node is drained: on by default from 1.27
  const isNewer = 'spec' in object && newer.some((key) => has(object.spec, key))
  return isNewer ? Math.max(template, 27) : template
}

const newer = ['persistentVolumeClaimRetentionPolicy', 'unhealthyPodEvictionPolicy']

/** Kubernetes, feature gates: SidecarContainers (1.29), PodLifecycleSleepAction (1.30), MatchLabelKeysInPodTopologySpread (1.27), ContainerStopSignals (1.33). */
function podMinor({ initContainers = [], containers, topologySpreadConstraints = [] }: Wire<V1PodSpec>): number {
  const all = [...initContainers, ...containers]
  return Math.max(
    oldest,
    topologySpreadConstraints.some(({ matchLabelKeys }) => matchLabelKeys !== undefined) ? 27 : 0,
    initContainers.some(({ restartPolicy }) => restartPolicy !== undefined) ? 29 : 0,
    all.some(sleeps) ? 30 : 0,
    all.some(({ lifecycle }) => lifecycle?.stopSignal !== undefined) ? 33 : 0,
  )
}

function sleeps({ lifecycle }: Wire<V1Container>): boolean {
  return lifecycle?.preStop?.sleep !== undefined || lifecycle?.postStart?.sleep !== undefined
}

function has(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
}
