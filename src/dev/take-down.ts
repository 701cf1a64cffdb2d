import { Failure } from '../failure.js'
import { plural } from '../report/plural.js'
import { printable } from '../report/printable.js'
import { type Compose, readStep } from './compose-client.js'
import type { Progress } from './progress.js'

export interface TakeDownOptions {
  readonly compose: Compose
  readonly progress: Progress
  /** Named volumes go as well. */
  readonly volumes?: boolean
  /** Whoever cannot wait for the services to end by themselves. */
  readonly force: AbortSignal
}

/** Ends and removes containers and networks of a project, and gives how many containers that were. Throws a `Failure` where Docker does not do it. */
export async function takeDown({ compose, progress, volumes, force }: TakeDownOptions): Promise<number> {
  const gone = new Set<string>()
  const errors: string[] = []
  const onLine = (line: string): void => {
    const { kind, name, text, error } = readStep(line) ?? {}
    if (error !== undefined) errors.push(error)
    if (kind === 'Container' && name !== undefined && text === 'Removed') {
      gone.add(name)
      progress.detail(`ending: ${plural(gone.size, 'container')} removed`)
    }
  }
  const words = ['down', '--remove-orphans', ...(volumes ? ['--volumes'] : [])]
  let { code } = await compose.run(words, { until: force, onLine })
  if (code !== 0 && force.aborted) ({ code } = await compose.run([...words, '--timeout', '0'], { seconds: 60, onLine }))
  if (code !== 0) {
    const reason = printable(errors.at(-1)?.trim().split('\n')[0] ?? `docker compose down has the exit code ${code}`)
    throw new Failure(3, `cannot end what was started (${reason}): \`mc dev --down\` ends it when Docker answers again`)
  }
  return gone.size
}
