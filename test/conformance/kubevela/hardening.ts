import type { Difference } from './difference.js'
import { isTree, mapsAt, type Plain, podOf, type Tree } from './read-objects.js'

/** What mc adds to every pod so that it passes Pod Security `restricted` and the usual checks; the manifest's own word wins. */
const podDefaults: Tree = {
  automountServiceAccountToken: false,
  enableServiceLinks: false,
}
const podSecurity: Tree = {
  runAsNonRoot: true,
  runAsUser: 10001,
  runAsGroup: 10001,
  fsGroup: 10001,
  fsGroupChangePolicy: 'OnRootMismatch',
  seccompProfile: { type: 'RuntimeDefault' },
}
const containerSecurity: Tree = {
  runAsNonRoot: true,
  runAsUser: 10001,
  runAsGroup: 10001,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  privileged: false,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
}
const resourceDefaults: Tree = {
  requests: { cpu: 0.1, memory: 128 * 2 ** 20, 'ephemeral-storage': 64 * 2 ** 20 },
  limits: { cpu: 1, memory: 512 * 2 ** 20, 'ephemeral-storage': 2 ** 30 },
}

/** Hardening: taken out of our side where it is exactly our default, and of theirs where the manifest says the same. */
export const hardening: readonly Difference[] = [
  {
    what: 'security contexts, service account tokens and links',
    reason: 'mc hardens every pod; what a manifest relaxes stays, and is compared',
    theirs: (objects) => objects.map(soften),
    ours: (objects) => objects.map(soften),
  },
  {
    what: 'requests and limits that the manifest lacks',
    reason: 'mc gives every container some, as platform checks ask for; those of the manifest are compared',
    theirs: (objects) => objects.map(withoutDefaults),
    ours: (objects) => objects.map(withoutDefaults),
  },
  {
    what: '`imagePullPolicy: Always`',
    reason: 'credentials are checked at every start; a policy of the manifest is compared',
    ours: (objects) => objects.map((object) => mapContainers(object, (container) => less(container, { imagePullPolicy: 'Always' }))),
  },
  {
    what: '`imagePullPolicy: IfNotPresent` of init containers',
    reason: 'KubeVela says it where the manifest does not; mc treats them like all containers',
    theirs: (objects) => objects.map(withoutInitPolicy),
    ours: (objects) => objects.map(withoutInitPolicy),
  },
  {
    what: 'copies are spread over machines',
    reason: 'mc prefers different machines for several copies; KubeVela says nothing',
    ours: (objects) => objects.map((object) => mapPod(object, withoutSpread)),
  },
  {
    what: '`startingDeadlineSeconds` of a CronJob',
    reason: 'without it a clock that stood still for long never starts the job again; one of the manifest is compared',
    ours: (objects) =>
      objects.map((object) =>
        object.kind === 'CronJob' ? { ...object, spec: less(object['spec'], { startingDeadlineSeconds: 3600 }) } : object,
      ),
  },
  {
    what: 'service account',
    reason: 'each workload has one of its own, without rights',
    ours: (objects) => objects.map((object) => mapPod(object, ({ serviceAccountName: _, ...pod }) => pod)),
  },
]

function withoutDefaults(object: Plain): Plain {
  return mapContainers(object, (container) => ({ ...container, resources: less(container['resources'], resourceDefaults) }))
}

function withoutInitPolicy(object: Plain): Plain {
  return mapPod(object, (pod) => ({
    ...pod,
    ...(Array.isArray(pod['initContainers']) && {
      initContainers: mapsAt(pod, 'initContainers').map((container) => less(container, { imagePullPolicy: 'IfNotPresent' })),
    }),
  }))
}

/** Changes the pod that an object makes. */
export function mapPod(object: Plain, change: (pod: Tree) => Tree): Plain {
  const pod = podOf(object)
  if (pod === undefined) return object
  const replace = (value: unknown): unknown => {
    if (value === pod) return change(pod)
    if (!isTree(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replace(item)]))
  }
  return replace(object) as Plain
}

/** Changes every container of the pod that an object makes. */
export function mapContainers(object: Plain, change: (container: Tree) => Tree): Plain {
  return mapPod(object, (pod) => ({
    ...pod,
    containers: mapsAt(pod, 'containers').map(change),
    initContainers: mapsAt(pod, 'initContainers').map(change),
  }))
}

function soften(object: Plain): Plain {
  const pods = mapPod(object, (pod) => ({ ...less(pod, podDefaults), securityContext: less(pod['securityContext'], podSecurity) }))
  return mapContainers(pods, (container) => ({ ...container, securityContext: less(container['securityContext'], containerSecurity) }))
}

/** Gives a map without the entries that are equal to those of `known`; what it lacks is no matter. */
export function less(value: unknown, known: Tree): Tree {
  if (!isTree(value)) return {}
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
      const expected = known[key]
      if (isTree(item) && isTree(expected)) {
        const rest = less(item, expected)
        return Object.keys(rest).length === 0 ? [] : [[key, rest]]
      }
      return JSON.stringify(item) === JSON.stringify(expected) ? [] : [[key, item]]
    }),
  )
}

function withoutSpread(pod: Tree): Tree {
  const { affinity } = pod
  if (!isTree(affinity)) return pod
  const { podAntiAffinity, ...rest } = affinity
  const isOurs =
    JSON.stringify(podAntiAffinity)?.includes('"kubernetes.io/hostname"') &&
    JSON.stringify(podAntiAffinity).includes('app.kubernetes.io/name')
  return isOurs ? { ...pod, affinity: rest } : pod
}
