import type { ComponentState } from '../../platform.js'
import { isObject, type KubeObject } from '../kube-object.js'

/** How objects of one component do, and where its pods are found. */
export interface ObjectState {
  readonly state: ComponentState['state']
  /** In the words of Kubernetes. */
  readonly message?: string
  /** Labels of the pods, as a selector. */
  readonly selector?: string
}

/** Gives the state of a component from its live objects: that of what runs it, the worst where there are several; of what runs nothing, that it is there. */
export function stateOf(objects: readonly KubeObject[]): ObjectState {
  if (objects.length === 0) return { state: 'missing', message: 'none of its objects is there' }
  const states = objects.flatMap((object) => {
    const state = kinds[object.kind]?.(part(object, 'spec'), part(object, 'status'), object)
    if (state === undefined) return []
    const selector = selectorOf(part(object, 'spec'))
    return [selector === undefined ? state : { ...state, selector }]
  })
  if (states.length === 0 && objects.every(({ kind }) => helpers.has(kind)))
    return { state: 'missing', message: 'nothing that runs it is there' }
  const worst = (['failed', 'missing', 'progressing', 'unknown', 'ready'] as const).find((state) =>
    states.some((own) => own.state === state),
  )
  return states.find(({ state }) => state === worst) ?? { state: 'ready' }
}

type Fields = Readonly<Record<string, unknown>>

/** Kinds that serve what runs, and run nothing. */
const helpers: ReadonlySet<string> = new Set([
  'ServiceAccount',
  'NetworkPolicy',
  'Service',
  'Role',
  'RoleBinding',
  'PodDisruptionBudget',
  'HorizontalPodAutoscaler',
  'ScaledObject',
  'Ingress',
  'HTTPRoute',
])

/** The fields are those of the Kubernetes API (apps/v1, batch/v1); what counts as done is what `kubectl rollout status` waits for. */
const kinds: Readonly<Record<string, (spec: Fields, status: Fields, object: KubeObject) => ObjectState>> = {
  Deployment(spec, status, object) {
    const wanted = count(spec['replicas'], 1)
    const failed = conditionOf(status, 'Progressing', 'False') ?? conditionOf(status, 'ReplicaFailure', 'True')
    if (failed !== undefined) return { state: 'failed', message: failed }
    if (!isSeen(object, status)) return { state: 'progressing', message: 'not yet seen by the controller' }
    const updated = count(status['updatedReplicas'])
    const available = count(status['availableReplicas'])
    if (updated < wanted) return { state: 'progressing', message: `${updated} of ${wanted} pods are of the new version` }
    if (count(status['replicas']) > updated)
      return { state: 'progressing', message: `${count(status['replicas']) - updated} pods of the former version still run` }
    return available < wanted ? { state: 'progressing', message: `${available} of ${wanted} pods are available` } : { state: 'ready' }
  },
  StatefulSet(spec, status, object) {
    const wanted = count(spec['replicas'], 1)
    const ready = count(status['readyReplicas'])
    if (!isSeen(object, status)) return { state: 'progressing', message: 'not yet seen by the controller' }
    if (ready < wanted) return { state: 'progressing', message: `${ready} of ${wanted} pods are ready` }
    return status['updateRevision'] !== status['currentRevision'] && count(status['updatedReplicas']) < wanted
      ? { state: 'progressing', message: `${count(status['updatedReplicas'])} of ${wanted} pods are of the new version` }
      : { state: 'ready' }
  },
  DaemonSet(_, status, object) {
    const wanted = count(status['desiredNumberScheduled'])
    const available = Math.min(count(status['numberAvailable']), count(status['updatedNumberScheduled']))
    if (!isSeen(object, status)) return { state: 'progressing', message: 'not yet seen by the controller' }
    return available < wanted ? { state: 'progressing', message: `${available} of ${wanted} nodes run it` } : { state: 'ready' }
  },
  Job(_, status) {
    const failed = conditionOf(status, 'Failed', 'True')
    if (failed !== undefined) return { state: 'failed', message: failed }
    if (conditionOf(status, 'Complete', 'True') !== undefined) return { state: 'ready', message: 'has run to its end' }
    return {
      state: 'progressing',
      message: `${count(status['succeeded'])} done, ${count(status['active'])} running, ${count(status['failed'])} failed`,
    }
  },
  CronJob(spec, status) {
    if (spec['suspend'] === true) return { state: 'ready', message: 'suspended' }
    const last = status['lastScheduleTime']
    return { state: 'ready', message: typeof last === 'string' ? `began last at ${last}` : 'has not begun yet' }
  },
  SpinApp(spec, status) {
    const wanted = count(spec['replicas'], 1)
    const ready = count(status['readyReplicas'])
    return ready < wanted ? { state: 'progressing', message: `${ready} of ${wanted} pods are ready` } : { state: 'ready' }
  },
}

/** The controller has seen what was asked last. */
function isSeen({ metadata }: KubeObject, status: Fields): boolean {
  const { generation } = metadata
  return typeof generation !== 'number' || count(status['observedGeneration']) >= generation
}

/** Gives the words of a condition that has this status: `MinimumReplicasUnavailable: Deployment does not have minimum availability.` */
function conditionOf(status: Fields, type: string, wanted: string): string | undefined {
  const conditions = Array.isArray(status['conditions']) ? status['conditions'].filter(isObject) : []
  const found = conditions.find((condition) => condition['type'] === type && condition['status'] === wanted)
  return found === undefined ? undefined : `${String(found['reason'] ?? type)}: ${String(found['message'] ?? '')}`
}

function selectorOf(spec: Fields): string | undefined {
  const { selector } = spec
  const labels = isObject(selector) && isObject(selector['matchLabels']) ? selector['matchLabels'] : {}
  const words = Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`)
  return words.length === 0 ? undefined : words.join(',')
}

function part(object: KubeObject, key: string): Fields {
  const value = object[key]
  return isObject(value) ? value : {}
}

function count(value: unknown, otherwise = 0): number {
  return typeof value === 'number' ? value : otherwise
}
