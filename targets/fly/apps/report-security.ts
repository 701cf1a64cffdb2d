import type { Container, ContainerWorkload } from '../../../src/plan/plan.js'
import { userOf } from './container/user.js'
import type { FlyDraft } from './fly-draft.js'
import { loses } from './loses.js'

/** Reports what of users and rights is lost. A machine is a virtual machine of its own, so that what a process may do in it reaches nobody else's. */
export function reportSecurity(draft: FlyDraft, workload: ContainerWorkload, isContainers: boolean): void {
  const { context } = draft
  const { podSecurity } = workload
  const containers = [workload.main, ...workload.sidecars, ...workload.initContainers]
  for (const container of containers) reportContainer(draft, workload, container, isContainers)
  if (podSecurity === undefined) return
  for (const key of Object.keys(podSecurity)) {
    if (key === 'runAsNonRoot') {
      if (podSecurity[key] === true && !containers.every((container) => isOrdinary(workload, container)))
        context.unsupported('run-as-non-root', podSecurity, key)
      else reportCertain(draft, podSecurity)
    } else if (!(isContainers && (key === 'runAsUser' || key === 'runAsGroup')))
      context.unsupported('pod-security-context', podSecurity, key)
  }
}

function reportContainer(draft: FlyDraft, workload: ContainerWorkload, container: Container, isContainers: boolean): void {
  const { context } = draft
  const { security } = container
  if (security === undefined) return
  if (!isContainers)
    for (const key of ['runAsUser', 'runAsGroup'] as const)
      if (security[key] !== undefined)
        context.unsupported(
          'security-context',
          security,
          key,
          'the user is that of the image; containers of a machine have others (option `containers`)',
        )
  if (isContainers && security.runAsGroup !== undefined && security.runAsUser === undefined)
    loses(draft, 'security-context', security, 'runAsGroup', 'a group without a user is not set')
  if (security.runAsNonRoot !== undefined) {
    if (isContainers && isOrdinary(workload, container)) reportCertain(draft, security)
    else if (security.runAsNonRoot) context.unsupported('run-as-non-root', security, 'runAsNonRoot')
  }
  if (security.readOnlyRootFilesystem) {
    const message = `\`${container.name}\` of \`${workload.id}\` may write to its root file system: a machine of Fly.io has none that is read-only`
    context.fault({ code: 'target/writable-root', severity: 'warning', message }, security, 'readOnlyRootFilesystem')
  }
  for (const key of ['addCapabilities', 'dropCapabilities'] as const)
    if (security[key] !== undefined) context.unsupported('security-context', security, key)
  if (security.privileged) context.unsupported('security-context', security, 'privileged')
  if (security.allowPrivilegeEscalation !== undefined) context.unsupported('security-context', security, 'allowPrivilegeEscalation')
}

function isOrdinary(workload: ContainerWorkload, container: Container): boolean {
  const user = userOf(workload, container)
  return user !== undefined && !/^0?(:|$)/.test(user)
}

function reportCertain({ context }: FlyDraft, holder: object): void {
  const message = 'the manifest names a user who is not root, so `runAsNonRoot` changes nothing'
  context.fault({ code: 'target/no-effect', severity: 'info', message }, holder, 'runAsNonRoot')
}
