import type { Container, ContainerWorkload, Security } from '../../../../src/plan/plan.js'
import { some } from '../../../some.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { ContainerDefinition } from '../kinds.js'
import { launchTypeOf } from '../launch-type.js'

type Fields = Pick<ContainerDefinition, 'user' | 'privileged' | 'readonlyRootFilesystem' | 'dockerSecurityOptions'> & {
  readonly capabilities: NonNullable<ContainerDefinition['linuxParameters']>['capabilities']
}

/** What a container has without asking (Docker, default capabilities), the same on Fargate. */
const usual = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
] as const

/** The only one that Fargate adds (ECS API, KernelCapabilities). */
const addable = 'SYS_PTRACE'

/** Gives user, root file system, capabilities and privileges of a container (ECS API, ContainerDefinition `user` and following); what the pod says counts where the container is silent. */
export function securityOf(draft: EcsDraft, { podSecurity }: ContainerWorkload, { security = {} }: Container): Fields {
  const user = security.runAsUser ?? numberAt(podSecurity, 'runAsUser')
  const group = security.runAsGroup ?? numberAt(podSecurity, 'runAsGroup')
  const isOnMachines = launchTypeOf(draft) !== 'FARGATE'
  const noNewPrivileges = security.allowPrivilegeEscalation === false && isOnMachines
  return {
    // a group alone has no way to be said, and belongs to whoever the image starts as
    user: user === undefined ? undefined : `${user}${group === undefined ? '' : `:${group}`}`,
    privileged: security.privileged && isOnMachines ? true : undefined,
    readonlyRootFilesystem: security.readOnlyRootFilesystem ? true : undefined,
    dockerSecurityOptions: noNewPrivileges ? ['no-new-privileges'] : undefined,
    capabilities: isOnMachines ? plainCapabilities(security) : fargateCapabilities(draft, security),
  }
}

/** Reports what ECS does not check, or has no place for. */
export function reportSecurity(draft: EcsDraft, { podSecurity }: ContainerWorkload, { name, security }: Container): void {
  const { unsupported, fault } = draft.context
  const isOnMachines = launchTypeOf(draft) !== 'FARGATE'
  const user = security?.runAsUser ?? numberAt(podSecurity, 'runAsUser')
  const holder = security?.runAsGroup === undefined ? podSecurity : security
  if (user === undefined && numberAt(holder, 'runAsGroup') !== undefined)
    unsupported(
      holder === security ? 'security-context' : 'pod-security-context',
      holder ?? {},
      'runAsGroup',
      `ECS takes a group only with a user, and \`${name}\` has none: say \`runAsUser\` too`,
    )
  if (security?.allowPrivilegeEscalation === false && !isOnMachines)
    unsupported(
      'security-context',
      security,
      'allowPrivilegeEscalation',
      `nothing keeps processes of \`${name}\` from gaining rights by files with setuid on Fargate; user and capabilities are set`,
    )
  if (security?.allowPrivilegeEscalation === true)
    noEffect(fault, security, 'allowPrivilegeEscalation', 'processes may gain rights under ECS anyway')
  if (security?.runAsNonRoot !== undefined) {
    if (user !== undefined && user !== 0)
      noEffect(
        fault,
        security,
        'runAsNonRoot',
        'ECS starts the container as the user that is given, which is not root, so `runAsNonRoot` changes nothing',
      )
    else if (security.runAsNonRoot) unsupported('run-as-non-root', security, 'runAsNonRoot')
  }
}

function plainCapabilities({ addCapabilities, dropCapabilities }: Security): Fields['capabilities'] {
  const [add, drop] = [some(addCapabilities), some(dropCapabilities)]
  return add === undefined && drop === undefined ? undefined : { add, drop }
}

/** Fargate adds but one. Where all are dropped, those that are added and that a container has anyway are left instead. */
function fargateCapabilities({ context }: EcsDraft, security: Security): Fields['capabilities'] {
  const asked = security.addCapabilities ?? []
  const dropped = new Set(security.dropCapabilities)
  const isAll = dropped.has('ALL')
  const drop =
    asked.length > 0 && isAll ? usual.filter((name) => !asked.includes(name)) : [...dropped].filter((name) => !asked.includes(name))
  asked.forEach((name, at) => {
    if (name !== addable && !usual.some((known) => known === name))
      context.fault(
        {
          code: 'target/needs-machines',
          severity: 'error',
          message: `Fargate adds no capability but ${addable}, and not ${name}`,
          help: `leave it out, or run it on machines of the account: \`--set ecs.launch-type=EC2\``,
        },
        security.addCapabilities ?? [],
        at,
      )
  })
  const add = asked.filter((name) => name === addable)
  return add.length === 0 && drop.length === 0 ? undefined : { add: some(add), drop: some(drop) }
}

function noEffect(fault: EcsDraft['context']['fault'], object: object, key: string, message: string): void {
  fault({ code: 'target/no-effect', severity: 'info', message }, object, key)
}

function numberAt(object: Readonly<Record<string, unknown>> | Security | undefined, key: string): number | undefined {
  const value: unknown = object === undefined ? undefined : Reflect.get(object, key)
  return typeof value === 'number' ? value : undefined
}
