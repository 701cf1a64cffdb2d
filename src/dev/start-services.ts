import { closingService } from '../../targets/compose/add-closing.js'
import { plural } from '../report/plural.js'
import { printableLines } from '../report/printable.js'
import { type Compose, readStep, serviceOfContainer } from './compose-client.js'
import type { Progress } from './progress.js'
import type { DevProject } from './project.js'

/** What to start, and how. */
export interface StartRequest {
  readonly compose: Compose
  readonly project: DevProject
  readonly progress: Progress
  /** Seconds until everything must be ready. */
  readonly timeout: number
  /** Services whose containers are made anew although Compose sees no change. */
  readonly renewed: readonly string[]
  readonly until: AbortSignal
}

/** Why not everything is ready: what Compose said, and the services that it named. */
export interface StartFailure {
  readonly errors: readonly string[]
  readonly services: readonly string[]
}

/** Starts what is not running, renews what has changed, ends what is gone, and waits until all is ready; gives why it is not. */
export async function startServices(request: StartRequest): Promise<StartFailure | undefined> {
  const { renewed, timeout } = request
  const up = ['up', '--detach', '--wait', '--wait-timeout', `${timeout}`, '--no-build']
  const failure = await follow(request, [...up, '--remove-orphans'])
  if (failure !== undefined || renewed.length === 0) return failure
  return follow(request, [...up, '--no-deps', '--force-recreate', ...renewed])
}

async function follow({ compose, project, progress, until }: StartRequest, words: readonly string[]): Promise<StartFailure | undefined> {
  const known = new Set<string>()
  const ready = new Set<string>()
  const started = new Set<string>()
  const said = new Set<string>()
  const failed = new Set<string>()
  const errors: string[] = []
  const say = (text: string): void => {
    if (!said.has(text)) progress.step(text)
    said.add(text)
  }
  const onLine = (line: string): void => {
    const step = readStep(line)
    if (step?.error !== undefined) errors.push(...printableLines(step.error.trim()))
    else if (step?.kind === 'Image' && step.text === 'Pulling') say(`pulling ${step.name}`)
    else if (step?.kind === 'Container' && step.name !== undefined) {
      const service = serviceOfContainer(project.name, step.name)
      known.add(step.name)
      if (step.status === 'Error') failed.add(service)
      if (step.text === 'Starting') started.add(step.name)
      if (step.status === 'Done' && isReady(step.text)) {
        ready.add(step.name)
        // what runs already is no news, and what waits for the others is ready by its nature
        if (started.has(step.name) && service !== closingService) say(`${service} is ${step.text === 'Exited' ? 'done' : 'ready'}`)
      }
      progress.detail(`starting: ${ready.size} of ${plural(known.size, 'container')} ready${waiting(known, ready, project.name)}`)
    }
  }
  const { code, stderr } = await compose.run(words, { until, onLine })
  if (code === 0) return undefined
  if (errors.length === 0) errors.push(...printableLines(stderr.trim()).filter((line) => line !== '' && !line.startsWith('{')))
  return { errors, services: [...failed] }
}

/** What Compose calls a container for which nobody waits any more. */
function isReady(text: string | undefined): boolean {
  return text === 'Healthy' || text === 'Exited' || text === 'Running'
}

function waiting(known: ReadonlySet<string>, ready: ReadonlySet<string>, project: string): string {
  const missing = [...new Set([...known].filter((name) => !ready.has(name)).map((name) => serviceOfContainer(project, name)))]
  return missing.length === 0 ? '' : `, waiting for ${missing.join(', ')}`
}
