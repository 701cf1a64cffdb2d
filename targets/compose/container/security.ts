import type { Container, ContainerWorkload, Security } from '../../../src/plan/plan.js'
import { entryAt, textAt } from '../../manifest-entries.js'
import { some } from '../../some.js'
import type { EmitContext } from '../../target.js'
import type { Service } from '../compose-file.js'
import { literal, type Text } from '../text.js'

type SecurityFields = Pick<Service, 'user' | 'group_add' | 'read_only' | 'privileged' | 'cap_add' | 'cap_drop' | 'security_opt'>

/** Gives user, groups, root file system, capabilities, privileges and profiles of a container (Compose spec, services.user and following); what the pod says counts where the container is silent. */
export function securityOf({ podSecurity }: ContainerWorkload, { security = {} }: Container): SecurityFields {
  const user = userOf(podSecurity, security)
  const group = security.runAsGroup ?? numberOf(podSecurity, 'runAsGroup')
  const shared = numberOf(podSecurity, 'fsGroup')
  return {
    user: user === undefined && group === undefined ? undefined : `${user ?? ''}${group === undefined ? '' : `:${group}`}`,
    group_add: shared === undefined ? undefined : [`${shared}`],
    read_only: security.readOnlyRootFilesystem ? true : undefined,
    privileged: security.privileged ? true : undefined,
    cap_add: listOf(security.addCapabilities),
    cap_drop: listOf(security.dropCapabilities),
    security_opt: some([
      ...(security.allowPrivilegeEscalation === false ? [literal('no-new-privileges:true')] : []),
      ...profileOf(podSecurity, 'seccompProfile', 'seccomp'),
      ...profileOf(podSecurity, 'appArmorProfile', 'apparmor'),
    ]),
  }
}

/** Tells whether the manifest makes a container run as somebody else than root. */
export function isUnprivileged({ podSecurity }: ContainerWorkload, { security = {} }: Container): boolean {
  const user = userOf(podSecurity, security)
  return user !== undefined && user !== 0
}

/** Reports what Compose does not check or has no place for. */
export function reportSecurity({ unsupported, fault }: EmitContext, workload: ContainerWorkload): void {
  const { podSecurity, main, sidecars, initContainers } = workload
  const containers = [main, ...sidecars, ...initContainers]
  for (const container of containers) {
    const { security } = container
    if (security?.runAsNonRoot === undefined) continue
    if (isUnprivileged(workload, container)) reportCertain(fault, security)
    else if (security.runAsNonRoot) unsupported('run-as-non-root', security, 'runAsNonRoot')
  }
  if (podSecurity === undefined) return
  if (podSecurity['runAsNonRoot'] !== undefined) {
    if (containers.every((container) => isUnprivileged(workload, container))) reportCertain(fault, podSecurity)
    else if (podSecurity['runAsNonRoot'] === true) unsupported('run-as-non-root', podSecurity, 'runAsNonRoot')
  }
  const group = numberOf(podSecurity, 'fsGroup')
  if (group !== undefined)
    unsupported(
      'pod-security-context',
      podSecurity,
      'fsGroup',
      `processes are in group ${group}, and volumes keep the group that they have`,
    )
  if (textAt(podSecurity['seccompProfile'], 'type') === 'Localhost')
    unsupported('pod-security-context', podSecurity, 'seccompProfile', "a profile of the machine is Docker's own")
  const known = new Set(['runAsUser', 'runAsGroup', 'runAsNonRoot', 'fsGroup', 'seccompProfile', 'appArmorProfile'])
  for (const key of Object.keys(podSecurity)) if (!known.has(key)) unsupported('pod-security-context', podSecurity, key)
}

function reportCertain(fault: EmitContext['fault'], security: object): void {
  const message = 'compose starts the container as the user that is given, which is not root, so `runAsNonRoot` changes nothing'
  fault({ code: 'target/no-effect', severity: 'info', message }, security, 'runAsNonRoot')
}

/** `RuntimeDefault` is what Docker does where nothing is said. A profile of AppArmor has the same name everywhere on a machine, one of seccomp lies where Kubernetes looks for it. */
function profileOf(podSecurity: ContainerWorkload['podSecurity'], key: string, option: 'seccomp' | 'apparmor'): readonly Text[] {
  const profile = entryAt(podSecurity, key)
  const type = textAt(profile, 'type')
  if (type === 'Unconfined') return [literal(`${option}:unconfined`)]
  if (type === 'Localhost' && option === 'apparmor') return [literal(`${option}:${textAt(profile, 'localhostProfile')}`)]
  return []
}

function userOf(podSecurity: ContainerWorkload['podSecurity'], security: Security): number | undefined {
  return security.runAsUser ?? numberOf(podSecurity, 'runAsUser')
}

function listOf(names: Security['addCapabilities']) {
  return names && names.length > 0 ? names.map(literal) : undefined
}

function numberOf(object: Readonly<Record<string, unknown>> | undefined, key: string): number | undefined {
  const value = object?.[key]
  return typeof value === 'number' ? value : undefined
}
