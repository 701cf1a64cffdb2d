import { printable } from '../report/printable.js'
import type { Compose } from './compose-client.js'
import { type Container, listContainers } from './containers.js'
import type { Progress } from './progress.js'
import type { DevProject } from './project.js'
import type { StartFailure } from './start-services.js'
import { tailOf } from './tail-of.js'

/** How many services are shown with their last lines. */
const shown = 3

/** Says which services keep the project from being ready: each with its manifest's line, what became of it, and its last lines of output. */
export async function explainFailure(
  failure: StartFailure,
  { compose, project, progress }: { readonly compose: Compose; readonly project: DevProject; readonly progress: Progress },
): Promise<void> {
  const { paint } = progress
  const containers = await listContainers(compose)
  // whoever is merely not ready yet is at fault where the time is over, and nobody where something else went wrong
  const found = culprits(failure, containers, isLate(failure))
  for (const container of found.slice(0, shown)) {
    const { runs, place } = project.services.get(container.service) ?? {}
    const where = [...(runs ?? []), ...(place === undefined ? [] : [place])].map(printable).join(', ')
    progress.line(`${paint.red(printable(container.service))}${where === '' ? '' : ` (${where})`} ${fateOf(container)}`)
    for (const line of await tailOf(compose, container.service)) progress.line(`  ${paint.dim('|')} ${line}`)
  }
  if (found.length > shown) progress.line(`... and ${found.length - shown} more`)
  // what is said of a container above need not be said in Compose's words as well
  if (found.length === 0) for (const line of failure.errors) progress.line(`${paint.red('docker compose')}: ${line}`)
}

/** Compose's words where the time is over. */
function isLate({ errors }: StartFailure): boolean {
  return errors.some((line) => /timeout|not healthy after|deadline exceeded/i.test(line))
}

/** One container for each service at fault: whoever is not well, else those that Compose named. */
function culprits({ services }: StartFailure, containers: readonly Container[], isOver: boolean): readonly Container[] {
  const named = containers.filter(({ service, state }) => services.includes(service) && state !== 'created')
  const unwell = containers.filter(
    ({ state, health, exitCode }) =>
      health === 'unhealthy' || state === 'restarting' || state === 'dead' || (state === 'exited' && exitCode !== 0),
  )
  const late = containers.filter(({ health }) => isOver && health === 'starting')
  const [found = []] = [unwell, named, late].filter((list) => list.length > 0)
  return [...new Map(found.map((container) => [container.service, container])).values()]
}

function fateOf({ state, health, exitCode }: Container): string {
  if (state === 'exited' || state === 'dead') return `ended with exit code ${exitCode}`
  if (state === 'restarting') return `ends again and again, the last time with exit code ${exitCode}`
  if (health === 'unhealthy') return 'runs, and its health check fails'
  if (health === 'starting') return 'is not ready in time: its health check has not succeeded yet'
  return `is ${state}`
}
