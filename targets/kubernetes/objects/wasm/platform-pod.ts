import type { V1Container, V1PodSpec, V1Volume } from '@kubernetes/client-node'
import { some } from '../../../some.js'
import type { Wire } from '../kinds.js'

/** What stands in a pod of ours besides what all have. */
export interface PodParts {
  readonly initContainers?: readonly Wire<V1Container>[]
  readonly container: Wire<V1Container>
  readonly volumes?: readonly Wire<V1Volume>[]
  readonly more?: Partial<Wire<V1PodSpec>>
}

/** User and group of every process: none of a machine's own, and none that an image must know. */
const user = 10001

/** Gives a pod that the Pod Security level `restricted` admits, without an account on the cluster. */
export function platformPod({ initContainers, container, volumes, more }: PodParts): Wire<V1PodSpec> {
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      fsGroup: user,
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
    cpu: `${needs.cpu[at]}m`,
    memory: `${needs.memory[at]}Mi`,
    'ephemeral-storage': `${needs.disk[at]}Mi`,
  })
  return {
    ...container,
    imagePullPolicy: 'Always',
    resources: { requests: bounds(0), limits: bounds(1) },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  }
}
