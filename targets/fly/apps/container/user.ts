import type { Container, ContainerWorkload } from '../../../../src/plan/plan.js'

/** Gives the user and group that a container runs as, as Docker writes them; nothing where the image says it. */
export function userOf({ podSecurity }: ContainerWorkload, { security }: Container): string | undefined {
  const user = security?.runAsUser ?? numberAt(podSecurity, 'runAsUser')
  const group = security?.runAsGroup ?? numberAt(podSecurity, 'runAsGroup')
  if (user === undefined && group === undefined) return undefined
  return `${user ?? ''}${group === undefined ? '' : `:${group}`}`
}

function numberAt(object: ContainerWorkload['podSecurity'], key: string): number | undefined {
  const value = object?.[key]
  return typeof value === 'number' ? value : undefined
}
