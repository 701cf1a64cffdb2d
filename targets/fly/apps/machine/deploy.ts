import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { entryAt } from '../../../manifest-entries.js'
import type { FlyDeploy } from '../../fly-toml.js'
import type { FlyDraft } from '../fly-draft.js'
import { loses } from '../loses.js'

/**
 * Gives how a deployment replaces machines (fly.toml, `deploy`); nothing where that is Fly.io's own way, a third of them at a time. Machines are updated in their place,
 * so that none is there besides the others.
 */
export function deployOf(draft: FlyDraft, workload: ContainerWorkload): FlyDeploy | undefined {
  const { updateStrategy } = workload
  if (updateStrategy === undefined) return undefined
  const type = updateStrategy['type']
  if (type === 'Recreate') return { strategy: 'immediate' }
  const rolling = updateStrategy['rollingUpdate']
  if (type !== 'RollingUpdate' || typeof rolling !== 'object' || rolling === null) {
    loses(draft, 'update-strategy', workload, 'updateStrategy', 'a deployment replaces all machines')
    return undefined
  }
  const unavailable = amountOf(entryAt(rolling, 'maxUnavailable'))
  const surge = entryAt(rolling, 'maxSurge')
  if (surge !== undefined && surge !== '25%')
    loses(draft, 'update-strategy', rolling, 'maxSurge', 'machines are replaced in their place, without others besides')
  if (entryAt(rolling, 'partition')) loses(draft, 'update-strategy', rolling, 'partition', 'all machines are replaced')
  return unavailable === undefined ? undefined : { strategy: 'rolling', max_unavailable: unavailable }
}

/** A number of machines from 1, or the part of them below. */
function amountOf(amount: unknown): number | undefined {
  if (typeof amount === 'number') return amount > 0 ? amount : undefined
  if (typeof amount !== 'string') return undefined
  const [, percent] = /^(\d+)%$/.exec(amount) ?? []
  const part = percent === undefined ? Number(amount) : Number(percent) / 100
  return part > 0 ? Math.min(part, percent === undefined ? part : 1) : undefined
}
