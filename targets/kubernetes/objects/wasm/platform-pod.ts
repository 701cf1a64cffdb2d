import type { V1Container, V1PodSpec, V1Volume } from '@kubernetes/client-node'
import { some } from '../../../some.js'
import type { Wire } from '../kinds.js'
import { cpuQuantity, memoryQuantity } from '../pod/quantity.js'
import { usualUser } from '../pod/user.js'

/** What stands in a pod of ours besides what all have. */
export interface PodParts {
  /** The account of its own, where it has one. */
  readonly account?: string
  readonly initContainers?: readonly Wire<V1Container>[]
  readonly container: Wire<V1Container>
  readonly volumes?: readonly Wire<V1Volume>[]
  readonly more?: Partial<Wire<V1PodSpec>>
}

/** Gives a pod that the Pod Security level `restricted` admits, whose account has no token. */
export function platformPod({ account, initContainers, container, volumes, more }: PodParts): Wire<V1PodSpec> {
  return {
    serviceAccountName: account,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: usualUser,
      runAsGroup: usualUser,
      fsGroup: usualUser,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
    initContainers: some(initContainers),
    containers: [container],
    volumes: some(volumes),
    ...more,
  }
}

/** What a container of ours requests and may use at most: cpu in millicores, the rest in MiB. */
export interface Needs {
  readonly cpu: readonly [request: number, limit: number]
  readonly memory: readonly [request: number, limit: number]
  readonly disk: readonly [request: number, limit: number]
}

/** Gives a container that may do nothing but run: no more rights, a root file system that it only reads. */
export function platformContainer(needs: Needs, container: Wire<V1Container>): Wire<V1Container> {
  const bounds = (at: 0 | 1) => ({
    cpu: cpuQuantity(needs.cpu[at]),
    memory: memoryQuantity(needs.memory[at]),
    'ephemeral-storage': memoryQuantity(needs.disk[at]),
  })
  const { name, image, volumeMounts, ...rest } = container
  return {
    name,
    image,
    imagePullPolicy: 'Always',
    ...rest,
    resources: { requests: bounds(0), limits: bounds(1) },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    volumeMounts,
  }
}
