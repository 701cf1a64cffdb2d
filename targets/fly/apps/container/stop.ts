import type { Container, ContainerWorkload } from '../../../../src/plan/plan.js'
import type { FlyStop } from '../../fly-machine.js'
import { duration } from '../duration.js'
import type { FlyDraft } from '../fly-draft.js'
import { refuses } from '../loses.js'

/** Signals that Fly.io sends (fly-go, `StopConfig`). */
const signals: ReadonlySet<string> = new Set(['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGKILL', 'SIGUSR1', 'SIGUSR2', 'SIGTERM', 'SIGSTOP'])

/** The longest time to end, in milliseconds (Fly.io, fly.toml, `kill_timeout`). */
const longest = 300_000

/** Gives signal and time by which a container ends; nothing where the manifest names neither. By itself Fly.io sends SIGINT and waits 5 seconds. */
export function stopOf(draft: FlyDraft, workload: ContainerWorkload, container: Container): FlyStop | undefined {
  const signal = signalOf(draft, container)
  const grace = workload.terminationGracePeriod
  const timeout = grace === undefined ? undefined : Math.min(grace, longest)
  if (timeout !== grace && container === workload.main)
    draft.context.fault(
      {
        code: 'target/rounded',
        severity: 'warning',
        message: `Fly.io waits ${duration(longest)} at the most until it kills what does not end`,
      },
      workload,
      'terminationGracePeriod',
    )
  if (signal === undefined && timeout === undefined) return undefined
  return { signal, timeout: timeout === undefined ? undefined : duration(timeout) }
}

function signalOf(draft: FlyDraft, container: Container): string | undefined {
  const { stopSignal } = container
  if (stopSignal === undefined) return undefined
  const name = stopSignal.toUpperCase().startsWith('SIG') ? stopSignal.toUpperCase() : `SIG${stopSignal.toUpperCase()}`
  if (signals.has(name)) return name
  refuses(draft, 'stop-signal', container, 'stopSignal', `Fly.io sends ${[...signals].join(', ')}`)
  return undefined
}
