import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { TaskDefinition } from '../kinds.js'
import { launchTypeOf } from '../launch-type.js'

/** What a task of Fargate has without asking, and the bounds of what it may ask for, in GiB (ECS API, EphemeralStorage). */
const usual = 20
const bounds = { from: 21, to: 200 } as const

/** What images and the root file systems of containers take of it, in GiB; what is left is for scratch storage. */
const kept = 5

/** Gives the scratch storage of a task where what the manifest asks for is more than Fargate has anyway. Elsewhere it is the disk of the machine. */
export function ephemeralStorage(draft: EcsDraft, { id, volumes }: ContainerWorkload): Pick<TaskDefinition, 'ephemeralStorage'> {
  if (launchTypeOf(draft) !== 'FARGATE') return {}
  const scratch = volumes.filter(({ kind, medium }) => kind === 'empty' && medium !== 'Memory')
  const asked = Math.ceil(scratch.reduce((sum, { sizeLimit = 0 }) => sum + sizeLimit, 0) / 1024) + kept
  if (asked <= usual) return {}
  const largest = scratch.reduce((most, volume) => ((volume.sizeLimit ?? 0) > (most?.sizeLimit ?? 0) ? volume : most), scratch[0])
  if (asked > bounds.to && largest !== undefined)
    draft.context.fault(
      {
        code: 'target/too-large',
        severity: 'error',
        message: `\`${id}\` asks for ${asked - kept} GiB of scratch storage; a task of Fargate has at most ${bounds.to} GiB, ${kept} of which are left to images`,
        help: 'keep large data in a claim, which is a file system of its own, or run it on machines of the account: `--set ecs.launch-type=EC2`',
      },
      largest,
      'sizeLimit',
    )
  return { ephemeralStorage: { sizeInGiB: Math.min(bounds.to, Math.max(bounds.from, asked)) } }
}
