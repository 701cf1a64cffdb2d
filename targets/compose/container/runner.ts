import type { Container, ContainerWorkload } from '../../../src/plan/plan.js'
import type { Draft } from '../draft.js'
import { literal, type Text } from '../text.js'
import type { ToolScript } from '../tools.js'
import { clockSettings } from './clock-settings.js'

/** What makes the container of a task keep the task's limits, and that of a cron task be its own clock. */
export interface Runner {
  readonly tools: readonly ToolScript[]
  readonly entrypoint: readonly Text[]
}

/** How long Kubernetes waits for the end of a container (PodSpec, terminationGracePeriodSeconds). */
const usualGrace = 30

/**
 * Gives the words before the command of a task that `scripts/job.sh` runs: by the clock, again after it failed, within its time.
 * Nothing where Docker itself does all that the task asks for, or where the command is only known to the image.
 */
export function runnerOf(draft: Draft, workload: ContainerWorkload): Runner | undefined {
  const { main, schedule } = workload
  if (!isRunByScript(workload)) return undefined
  const settings = [...(schedule === undefined ? [] : clockSettings(draft, workload, schedule)), ...limitSettings(workload)]
  const words = ['/.mc/bin/sh', '/.mc/job', ...settings, '--', ...(main.command ?? [])]
  return { tools: ['job'], entrypoint: words.map(literal) }
}

/** Tells whether a workload is a cron task that runs by the clock under Compose. */
export function hasClock({ work, main }: ContainerWorkload): boolean {
  return work === 'cron' && isKnown(main)
}

/** Tells whether `scripts/job.sh` starts the main container's command. */
export function isRunByScript(workload: ContainerWorkload): boolean {
  const { work, task, main } = workload
  return hasClock(workload) || (work === 'task' && task?.activeDeadline !== undefined && isKnown(main))
}

/** An image names a command of its own, which only Docker knows. */
function isKnown({ command }: Container): boolean {
  return command !== undefined && command.length > 0
}

function limitSettings({ task, main, terminationGracePeriod }: ContainerWorkload): readonly string[] {
  const { backoffLimit = 0, activeDeadline } = task ?? {}
  const grace = terminationGracePeriod === undefined ? usualGrace : Math.ceil(terminationGracePeriod / 1000)
  const signal = main.stopSignal?.replace(/^SIG/, '') ?? 'TERM'
  return [
    ...(backoffLimit === 0 ? [] : [`tries=${backoffLimit + 1}`]),
    ...(activeDeadline === undefined ? [] : [`seconds=${Math.ceil(activeDeadline / 1000)}`]),
    ...(grace === usualGrace ? [] : [`grace=${grace}`]),
    ...(signal === 'TERM' ? [] : [`signal=${signal}`]),
  ]
}
