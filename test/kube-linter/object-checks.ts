import { when } from './container-checks.js'
import { containersOf, type KubeObject, selects, templateOf } from './kube-object.js'

type ObjectCheck = (object: KubeObject, all: readonly KubeObject[]) => readonly string[]

/** IANA service name: what a port of a container may be called. */
const portName = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/

/** Checks of one object among all, by their names at kube-linter. */
export const objectChecks: Readonly<Record<string, ObjectCheck>> = {
  'dangling-service': (object, all) => {
    if (object.kind !== 'Service' || object.spec?.type === 'ExternalName') return []
    const labels = object.spec?.selector ?? {}
    if (Object.keys(labels).length === 0) return ['has no selector']
    const isFound = beside(object, all).some((other) => hasPods(other, labels))
    return when(!isFound, 'selects no pods')
  },
  'invalid-target-ports': (object) => {
    const pod = templateOf(object)?.spec
    const named = pod === undefined ? [] : containersOf(pod).flatMap(({ ports = [] }) => ports.flatMap(({ name }) => name ?? []))
    const targets = object.kind === 'Service' ? (object.spec?.ports ?? []).flatMap(({ targetPort }) => targetPort ?? []) : []
    const isWrong = (port: string | number) => (typeof port === 'string' ? !portName.test(port) : port < 1 || port > 65535)
    return [...named, ...targets].filter(isWrong).map((port) => `names a port ${port}`)
  },
  'job-ttl-seconds-after-finished': ({ kind, spec }) => [
    ...when(kind === 'Job' && spec?.ttlSecondsAfterFinished === undefined, 'stays when it has ended'),
    ...when(kind === 'CronJob' && spec?.jobTemplate?.spec?.ttlSecondsAfterFinished !== undefined, 'ends its jobs by two rules'),
  ],
  'mismatching-selector': (object) => {
    const template = templateOf(object)
    if (template === undefined || ['Job', 'CronJob', 'Pod'].includes(object.kind)) return []
    const { selector } = object.spec ?? {}
    if (selector?.matchLabels === undefined && selector?.matchExpressions === undefined) return ['has no selector']
    return when(!selects(selector, template.metadata?.labels), 'does not select its own pods')
  },
  'no-anti-affinity': (object, all) => {
    const template = templateOf(object)
    // kube-linter does not look at autoscalers
    const scaler = beside(object, all).find(
      ({ kind, spec }) => kind === 'HorizontalPodAutoscaler' && spec?.scaleTargetRef?.name === object.metadata.name,
    )
    const replicas = object.spec?.replicas ?? scaler?.spec?.minReplicas ?? 1
    if (template === undefined || replicas < 2) return []
    const {
      preferredDuringSchedulingIgnoredDuringExecution: preferred = [],
      requiredDuringSchedulingIgnoredDuringExecution: required = [],
    } = template.spec?.affinity?.podAntiAffinity ?? {}
    const terms = [...preferred.map(({ podAffinityTerm }) => podAffinityTerm), ...required]
    const isApart = terms.some(
      ({ labelSelector, topologyKey }) =>
        topologyKey !== '' && labelSelector !== undefined && selects(labelSelector, template.metadata?.labels),
    )
    return when(!isApart, `may have all its ${replicas} replicas on one node`)
  },
  'no-extensions-v1beta': ({ apiVersion }) => when(/^extensions\/v1beta/.test(apiVersion), `is of ${apiVersion}`),
  'non-existent-service-account': (object, all) => {
    const name = templateOf(object)?.spec?.serviceAccountName ?? 'default'
    const isThere = beside(object, all).some(({ kind, metadata }) => kind === 'ServiceAccount' && metadata.name === name)
    return when(name !== 'default' && !isThere, `runs as ${name}, which is not there`)
  },
  'pdb-max-unavailable': ({ kind, spec }) =>
    when(kind === 'PodDisruptionBudget' && /^0%?$/.test(String(spec?.maxUnavailable)), 'lets no pod be moved'),
  'pdb-min-available': (object, all) => {
    const { minAvailable, selector = {} } = object.spec ?? {}
    if (object.kind !== 'PodDisruptionBudget' || minAvailable === undefined) return []
    if (minAvailable === '100%') return ['lets no pod be moved']
    const part = typeof minAvailable === 'string' ? Number.parseInt(minAvailable, 10) / 100 : undefined
    const isFull = ({ spec }: KubeObject): boolean => {
      const replicas = spec?.replicas ?? 1
      return replicas <= (part === undefined ? Number(minAvailable) : Math.ceil(replicas * part))
    }
    const covered = beside(object, all).filter(
      (other) => other.spec?.replicas !== undefined && selects(selector, templateOf(other)?.metadata?.labels),
    )
    return covered.filter(isFull).map(({ metadata }) => `lets no pod of ${metadata.name} be moved`)
  },
  'pdb-unhealthy-pod-eviction-policy': ({ kind, spec }) =>
    when(kind === 'PodDisruptionBudget' && spec?.unhealthyPodEvictionPolicy === undefined, 'does not say what becomes of pods that fail'),
}

function hasPods(object: KubeObject, matchLabels: Readonly<Record<string, string>>): boolean {
  const template = templateOf(object)
  return template !== undefined && selects({ matchLabels }, template.metadata?.labels)
}

function beside(object: KubeObject, all: readonly KubeObject[]): readonly KubeObject[] {
  return all.filter(({ metadata }) => metadata.namespace === object.metadata.namespace)
}
