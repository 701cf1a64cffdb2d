import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { isSingle } from '../../../is-single.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { Service } from '../kinds.js'

type Deployment = NonNullable<Service['deploymentConfiguration']>

/**
 * Gives how a deployment replaces the copies of a service (ECS API, DeploymentConfiguration): one that does not become healthy is taken back. Percentages are always said, because
 * a request to update keeps the ones before where it says none. What has storage for one copy at a time, or stable names, ends before its successor starts, as under Kubernetes.
 */
export function deploymentConfiguration(draft: EcsDraft, workload: ContainerWorkload): Deployment {
  return { deploymentCircuitBreaker: { enable: true, rollback: true }, ...percentages(draft, workload) }
}

type Percentages = Pick<Deployment, 'minimumHealthyPercent' | 'maximumPercent'>

/** All copies end first, and then the new ones start. */
const recreate: Percentages = { minimumHealthyPercent: 0, maximumPercent: 100 }
/** All copies have a successor before they end: what ECS does by itself. */
const oneMore: Percentages = { minimumHealthyPercent: 100, maximumPercent: 200 }

function percentages({ context }: EcsDraft, workload: ContainerWorkload): Percentages {
  const { updateStrategy, work, scale, volumes } = workload
  const copies = Math.max(1, scale?.min ?? workload.replicas ?? 1)
  const type = updateStrategy?.['type']
  const rolling: unknown = updateStrategy?.['rollingUpdate']
  if (type === 'OnDelete')
    context.fault(
      {
        code: 'target/update-strategy',
        severity: 'warning',
        message: 'ECS replaces the copies by itself when the service changes: `OnDelete` has no effect',
      },
      updateStrategy ?? workload,
      'type',
    )
  const partition = amountOf(rolling, 'partition')
  if (typeof partition === 'number' && partition > 0 && typeof rolling === 'object' && rolling !== null)
    context.fault(
      { code: 'target/update-strategy', severity: 'warning', message: 'ECS replaces all copies: `partition` has no effect' },
      rolling,
      'partition',
    )
  // a daemon has one copy on each machine, which ends before the next one starts
  if (work === 'daemon' || type === 'Recreate') return recreate
  // one after the other
  if (work === 'stateful') return { minimumHealthyPercent: healthy(copies, 1), maximumPercent: 100 }
  if (updateStrategy === undefined) return volumes.some(isSingle) ? recreate : oneMore
  const surge = countOf(amountOf(rolling, 'maxSurge') ?? '25%', copies, Math.ceil)
  const away = countOf(amountOf(rolling, 'maxUnavailable') ?? '25%', copies, Math.floor)
  if (typeof rolling === 'object' && rolling !== null) {
    reportCount(context, rolling, 'maxSurge', copies, `${surge} more`)
    reportCount(context, rolling, 'maxUnavailable', copies, `${Math.min(copies, away)} less`)
  }
  // where both come to nothing, one is away, or nothing would ever be replaced (Kubernetes, ResolveFenceposts)
  const missing = surge === 0 ? Math.max(1, away) : away
  return { minimumHealthyPercent: healthy(copies, missing), maximumPercent: Math.ceil(((copies + surge) * 100) / copies) }
}

/** Gives the percentage of which ECS, rounding up, keeps as many copies as there are without those that may be away. */
function healthy(copies: number, away: number): number {
  return Math.max(0, Math.floor(((copies - away) * 100) / copies))
}

/** Says of an amount that is no whole number of copies, or is more than there are, what it comes to. */
function reportCount(
  { fault }: EcsDraft['context'],
  rolling: object,
  key: 'maxSurge' | 'maxUnavailable',
  copies: number,
  count: string,
): void {
  const amount = amountOf(rolling, key)
  const exact = typeof amount === 'string' && amount.endsWith('%') ? (Number.parseFloat(amount) * copies) / 100 : Number(amount)
  if (amount === undefined || (Number.isInteger(exact) && (key === 'maxSurge' || exact <= copies))) return
  fault(
    {
      code: 'target/rounded',
      severity: 'info',
      message: `\`${key}: ${amount}\` of ${copies} ${copies === 1 ? 'copy' : 'copies'} is ${count} while an update goes on`,
    },
    rolling,
    key,
  )
}

type Amount = number | string

function amountOf(holder: unknown, key: string): Amount | undefined {
  const value: unknown = typeof holder === 'object' && holder !== null ? Reflect.get(holder, key) : undefined
  return typeof value === 'number' || typeof value === 'string' ? value : undefined
}

/** Gives an amount as a number of copies: a percentage is rounded up for those on top and down for those away (Kubernetes API, apps/v1 RollingUpdateDeployment). */
function countOf(amount: Amount, copies: number, round: (value: number) => number): number {
  if (typeof amount === 'number') return amount
  const number = Number.parseFloat(amount)
  return amount.endsWith('%') ? round((number * copies) / 100) : number
}
