import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import { launchTypeOf } from '../launch-type.js'

/** Seconds that a container has to end (Amazon ECS, `stopTimeout` on Fargate), and those that it has where nothing is said. */
const bounds = { least: 2, most: 120 } as const
const usual = 30

/** Gives the seconds between the signal and the kill (ECS API, ContainerDefinition `stopTimeout`); nothing where they are the usual ones. */
export function stopTimeout(draft: EcsDraft, { terminationGracePeriod }: ContainerWorkload): number | undefined {
  if (terminationGracePeriod === undefined) return undefined
  const asked = Math.ceil(terminationGracePeriod / 1000)
  const given = launchTypeOf(draft) === 'FARGATE' ? Math.min(bounds.most, Math.max(bounds.least, asked)) : asked
  return given === usual ? undefined : given
}

/** Says where the time is another than the one that the manifest asks for. */
export function reportStopTimeout(draft: EcsDraft, workload: ContainerWorkload): void {
  const { terminationGracePeriod = usual * 1000, id } = workload
  const asked = Math.ceil(terminationGracePeriod / 1000)
  const given = stopTimeout(draft, workload) ?? usual
  if (given === asked) return
  draft.context.fault(
    {
      code: 'target/rounded',
      severity: asked > given ? 'warning' : 'info',
      message: `\`${id}\` has ${given} s to end for ${asked} s: Fargate has ${bounds.least} to ${bounds.most}`,
    },
    workload,
    'terminationGracePeriod',
  )
}
