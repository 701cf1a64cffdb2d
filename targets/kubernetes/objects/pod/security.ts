import type { V1PodSecurityContext, V1SecurityContext } from '@kubernetes/client-node'
import type { Container, ContainerWorkload } from '../../../../src/plan/plan.js'
import { entryAt, textAt } from '../../../manifest-entries.js'
import { some } from '../../../some.js'
import type { Wire } from '../kinds.js'
import { numberAt, podUser, userOf, usualUser } from './user.js'

/**
 * Gives what all containers of a pod may do (Kubernetes API, core/v1 PodSecurityContext): by itself what the Pod Security level `restricted` asks,
 * with the manifest's own settings in the place of ours.
 */
export function podSecurityOf(workload: ContainerWorkload): Wire<V1PodSecurityContext> {
  const { podSecurity } = workload
  const user = podUser(workload)
  return {
    runAsUser: user.id,
    runAsGroup: user.group,
    runAsNonRoot: !user.isRoot,
    fsGroup: numberAt(podSecurity, 'fsGroup') ?? usualUser,
    // a large volume is not walked through at every start
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: profileOf(podSecurity, 'seccompProfile') ?? { type: 'RuntimeDefault' },
    appArmorProfile: profileOf(podSecurity, 'appArmorProfile'),
  }
}

/** Gives what a container may do (Kubernetes API, core/v1 SecurityContext); what it shares with the pod stands there alone. */
export function containerSecurityOf(workload: ContainerWorkload, container: Container): Wire<V1SecurityContext> {
  const { security = {} } = container
  const [pod, own] = [podUser(workload), userOf(workload, container)]
  const isPrivileged = security.privileged === true
  return {
    runAsUser: security.runAsUser ?? (own.id === pod.id ? undefined : own.id),
    runAsGroup: security.runAsGroup ?? (own.group === pod.group ? undefined : own.group),
    runAsNonRoot: own.isRoot === pod.isRoot ? undefined : !own.isRoot,
    privileged: isPrivileged ? true : undefined,
    allowPrivilegeEscalation: mayEscalate(container),
    readOnlyRootFilesystem: security.readOnlyRootFilesystem ?? true,
    // a privileged container has them all
    capabilities: isPrivileged ? undefined : { drop: ['ALL'], add: some(security.addCapabilities) },
  }
}

/** Tells whether a process may gain more rights than its parent; the API server refuses to forbid it to who is privileged or has SYS_ADMIN (validation of SecurityContext). */
export function mayEscalate({ security = {} }: Container): boolean {
  const { privileged, addCapabilities, allowPrivilegeEscalation } = security
  return (
    privileged === true || allowPrivilegeEscalation === true || (addCapabilities?.some((name) => /^(CAP_)?SYS_ADMIN$/.test(name)) ?? false)
  )
}

function profileOf(
  podSecurity: ContainerWorkload['podSecurity'],
  key: string,
): { readonly type: string; readonly localhostProfile: string | undefined } | undefined {
  const profile = entryAt(podSecurity, key)
  return profile === undefined
    ? undefined
    : { type: textAt(profile, 'type'), localhostProfile: textAt(profile, 'localhostProfile') || undefined }
}
