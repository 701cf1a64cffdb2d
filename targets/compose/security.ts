import type { Container, ContainerWorkload, Security } from '../../src/plan/plan.js'
import type { EmitContext } from '../target.js'
import type { Service } from './compose-file.js'
import { literal } from './text.js'

type SecurityFields = Pick<Service, 'user' | 'read_only' | 'privileged' | 'cap_add' | 'cap_drop' | 'security_opt'>

/** Gives user, root file system, capabilities and privileges of a container (Compose spec, services.user and following); what the pod says counts where the container is silent. */
export function securityOf({ podSecurity }: ContainerWorkload, { security = {} }: Container): SecurityFields {
  const user = security.runAsUser ?? numberOf(podSecurity, 'runAsUser')
  const group = security.runAsGroup ?? numberOf(podSecurity, 'runAsGroup')
  return {
    user: user === undefined && group === undefined ? undefined : `${user ?? ''}${group === undefined ? '' : `:${group}`}`,
    read_only: security.readOnlyRootFilesystem ? true : undefined,
    privileged: security.privileged ? true : undefined,
    cap_add: listOf(security.addCapabilities),
    cap_drop: listOf(security.dropCapabilities),
    security_opt: security.allowPrivilegeEscalation === false ? ['no-new-privileges:true'] : undefined,
  }
}

/** Tells whether the manifest makes a container run as somebody else than root. */
export function isUnprivileged({ podSecurity }: ContainerWorkload, { security }: Container): boolean {
  const user = security?.runAsUser ?? numberOf(podSecurity, 'runAsUser')
  return user !== undefined && user !== 0
}

/** Reports what Compose does not check or has no place for. */
export function reportSecurity({ unsupported }: EmitContext, { podSecurity, main, sidecars, initContainers }: ContainerWorkload): void {
  for (const { security } of [main, ...sidecars, ...initContainers])
    if (security?.runAsNonRoot) unsupported('run-as-non-root', security, 'runAsNonRoot')
  if (podSecurity?.['runAsNonRoot'] === true) unsupported('run-as-non-root', podSecurity, 'runAsNonRoot')
  const known = new Set(['runAsUser', 'runAsGroup', 'runAsNonRoot'])
  for (const key of Object.keys(podSecurity ?? {}))
    if (podSecurity && !known.has(key)) unsupported('pod-security-context', podSecurity, key)
}

function listOf(names: Security['addCapabilities']) {
  return names && names.length > 0 ? names.map(literal) : undefined
}

function numberOf(object: Readonly<Record<string, unknown>> | undefined, key: string): number | undefined {
  const value = object?.[key]
  return typeof value === 'number' ? value : undefined
}
