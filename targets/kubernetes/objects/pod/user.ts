import type { Container, ContainerWorkload } from '../../../../src/plan/plan.js'
import { containersOf } from './containers-of.js'

/** User and group of every container that names none: above 10000, where no user of the machine is (kube-score, container-security-context-user-group-id). */
export const usualUser = 10001

/** As whom a container runs; a number that is undefined is the image's own. */
export interface User {
  readonly id?: number | undefined
  readonly group?: number | undefined
  readonly isRoot: boolean
}

/** Gives the user that the pod names for all its containers, or that they have by default; undefined where one of them runs as the image's own. */
export function podUser(workload: ContainerWorkload): User {
  const { podSecurity } = workload
  const said = numberAt(podSecurity, 'runAsUser')
  const isOwn =
    said === undefined && (podSecurity?.['runAsNonRoot'] === false || containersOf(workload).some((one) => isImageUser(workload, one)))
  const group = numberAt(podSecurity, 'runAsGroup')
  return {
    id: said ?? (isOwn ? undefined : usualUser),
    group: group ?? (isOwn ? undefined : usualUser),
    isRoot: said === 0 || (said === undefined && podSecurity?.['runAsNonRoot'] === false),
  }
}

/** Gives the user of one container. */
export function userOf(workload: ContainerWorkload, container: Container): User {
  const { podSecurity } = workload
  const { security } = container
  const said = security?.runAsUser ?? numberAt(podSecurity, 'runAsUser')
  const group = security?.runAsGroup ?? numberAt(podSecurity, 'runAsGroup')
  const isOwn = isImageUser(workload, container)
  return {
    id: said ?? (isOwn ? undefined : usualUser),
    group: group ?? (isOwn ? undefined : usualUser),
    isRoot: said === 0 || isOwn,
  }
}

/** A container that may be root and names no user runs as its image says. */
function isImageUser({ podSecurity }: ContainerWorkload, { security }: Container): boolean {
  const mayBeRoot = (security?.runAsNonRoot ?? podSecurity?.['runAsNonRoot']) === false
  return mayBeRoot && security?.runAsUser === undefined && numberAt(podSecurity, 'runAsUser') === undefined
}

/** Gives an entry that is a number; nothing where it is none. */
export function numberAt(object: Readonly<Record<string, unknown>> | undefined, key: string): number | undefined {
  const value = object?.[key]
  return typeof value === 'number' ? value : undefined
}
