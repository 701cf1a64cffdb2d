import type { Container, ContainerWorkload } from '../../../../src/plan/plan.js'
import { entryAt, textAt } from '../../../manifest-entries.js'
import type { EmitContext } from '../../../target.js'
import { containersOf } from './containers-of.js'
import { mayEscalate } from './security.js'
import { numberAt, userOf } from './user.js'

/** Reports what a manifest allows its containers beyond the Pod Security level `restricted` and a root file system that nobody changes, each by a code of its own. */
export function reportSecurity({ fault }: EmitContext, workload: ContainerWorkload): void {
  const warn = makeWarn(fault)
  for (const container of containersOf(workload)) {
    reportUser(fault, workload, container)
    reportRights(warn, workload, container)
    reportDropped(fault, container)
  }
  for (const [key, name] of profiles) {
    const profile = entryAt(workload.podSecurity, key)
    if (typeof profile === 'object' && profile !== null && textAt(profile, 'type') === 'Unconfined')
      warn('unconfined', `\`${workload.id}\` runs without a ${name} profile`, 'use `RuntimeDefault`, or a profile of the machine', [
        profile,
        'type',
      ])
  }
}

const profiles = [
  ['seccompProfile', 'seccomp'],
  ['appArmorProfile', 'AppArmor'],
] as const

type Code = 'privileged' | 'privilege-escalation' | 'writable-root' | 'added-capabilities' | 'unconfined' | 'runs-as-root'
type Warn = (code: Code, message: string, help: string, place: readonly [object, string]) => void

function makeWarn(fault: EmitContext['fault']): Warn {
  return (code, message, help, place) => fault({ code: `target/${code}`, severity: 'warning', message, help }, ...place)
}

function reportUser(fault: EmitContext['fault'], workload: ContainerWorkload, container: Container): void {
  const { podSecurity } = workload
  const { security } = container
  const { id, isRoot } = userOf(workload, container)
  const owner = security?.runAsNonRoot === undefined ? podSecurity : security
  if (isRoot) {
    const place: readonly [object, string] =
      security?.runAsUser === 0
        ? [security, 'runAsUser']
        : numberAt(podSecurity, 'runAsUser') === 0
          ? [podSecurity ?? workload, 'runAsUser']
          : [owner ?? workload, 'runAsNonRoot']
    makeWarn(fault)(
      'runs-as-root',
      id === 0
        ? `\`${container.name}\` of \`${workload.id}\` runs as root`
        : `\`${container.name}\` of \`${workload.id}\` runs as the user of its image, which may be root`,
      'give a `runAsUser` other than 0; 10001 is taken where nothing is said',
      place,
    )
  } else if (owner?.['runAsNonRoot'] === false)
    fault(
      {
        code: 'target/no-effect',
        severity: 'info',
        message: `\`${container.name}\` runs as user ${id}, which is not root, so \`runAsNonRoot\` changes nothing`,
      },
      owner,
      'runAsNonRoot',
    )
}

/** All are dropped, so that a list of some says nothing more. */
function reportDropped(fault: EmitContext['fault'], { name, security }: Container): void {
  const dropped = security?.dropCapabilities?.filter((capability) => capability !== 'ALL') ?? []
  if (security === undefined || dropped.length === 0) return
  const message = `\`${name}\` drops all capabilities, so \`dropCapabilities\` changes nothing`
  fault({ code: 'target/no-effect', severity: 'info', message }, security, 'dropCapabilities')
}

function reportRights(warn: Warn, { id }: ContainerWorkload, container: Container): void {
  const { name, security } = container
  if (security === undefined) return
  const who = `\`${name}\` of \`${id}\``
  if (security.privileged)
    warn('privileged', `${who} is privileged: it has all rights of the machine`, 'add the capabilities that it needs instead', [
      security,
      'privileged',
    ])
  else if (mayEscalate(container))
    warn('privilege-escalation', `processes of ${who} may gain more rights than they start with`, 'leave out `allowPrivilegeEscalation`', [
      security,
      security.allowPrivilegeEscalation ? 'allowPrivilegeEscalation' : 'addCapabilities',
    ])
  if (security.addCapabilities && security.addCapabilities.length > 0)
    warn(
      'added-capabilities',
      `${who} keeps the capabilities ${security.addCapabilities.join(', ')}`,
      'the level `restricted` admits NET_BIND_SERVICE alone; a port above 1023 needs none',
      [security, 'addCapabilities'],
    )
  if (security.readOnlyRootFilesystem === false)
    warn(
      'writable-root',
      `${who} may write to its root file system`,
      'mount scratch storage where it writes (`volumeMounts.emptyDir`), and leave out `readOnlyRootFilesystem`',
      [security, 'readOnlyRootFilesystem'],
    )
}
