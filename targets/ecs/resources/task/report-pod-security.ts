import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { entryAt, textAt } from '../../../manifest-entries.js'
import type { EcsDraft } from '../ecs-draft.js'

/** Reports what a manifest asks of all containers together and ECS does anyway, does not check or has no words for; users and groups are looked at with each container. */
export function reportPodSecurity({ context }: EcsDraft, { podSecurity, id }: ContainerWorkload): void {
  if (podSecurity === undefined) return
  const user = entryAt(podSecurity, 'runAsUser')
  const noEffect = (key: string, message: string): void =>
    context.fault({ code: 'target/no-effect', severity: 'info', message }, podSecurity, key)
  const notRoot = entryAt(podSecurity, 'runAsNonRoot')
  if (notRoot === false || (notRoot === true && typeof user === 'number' && user !== 0))
    noEffect(
      'runAsNonRoot',
      `ECS checks no user, so \`runAsNonRoot\` changes nothing${notRoot === true ? `: \`${id}\` runs as user ${user}` : ''}`,
    )
  else if (notRoot === true) context.unsupported('run-as-non-root', podSecurity, 'runAsNonRoot')
  for (const [key, name] of profiles) {
    const profile = entryAt(podSecurity, key)
    if (profile === undefined) continue
    const type = textAt(profile, 'type')
    if (type === 'RuntimeDefault') noEffect(key, `containers of ECS have the ${name} profile of their runtime anyway`)
    else
      context.unsupported('pod-security-context', podSecurity, key, `containers have the ${name} profile of their runtime, not \`${type}\``)
  }
}

const profiles = [
  ['seccompProfile', 'seccomp'],
  ['appArmorProfile', 'AppArmor'],
] as const
