import { printableLines } from '../report/printable.js'
import { type Compose, readStep } from './compose-client.js'
import { plainText } from './plain-text.js'
import type { Progress } from './progress.js'
import type { DevProject } from './project.js'

export interface BuildOptions {
  readonly compose: Compose
  readonly project: DevProject
  /** Services whose images are made; those without sources are passed over. */
  readonly services: readonly string[]
  readonly progress: Progress
  readonly until: AbortSignal
}

/** How many lines of a failed build are shown. */
const tail = 20

/** Builds the images of services, all at once; what has not changed comes out of the builder's cache. Tells whether all could be built, and shows why one could not. */
export async function buildServices({ compose, project, services, progress, until }: BuildOptions): Promise<boolean> {
  const built = services.filter((name) => project.services.get(name)?.isBuilt)
  if (built.length === 0) return true
  progress.step(`building ${built.join(', ')}`)
  const last: string[] = []
  const onLine = (line: string): void => {
    const isProgress = readStep(line) !== undefined
    if (!isProgress) last.push(...printableLines(plainText(line)).filter((text) => text.trim() !== ''))
    last.splice(0, last.length - tail)
    if (!isProgress) progress.detail(`building: ${line}`)
  }
  const { code } = await compose.run(['build', ...built], { until, onLine })
  if (code === 0 || until.aborted) return code === 0
  progress.line(`${progress.paint.red('the build failed')}`)
  for (const line of last) progress.line(`  ${progress.paint.dim('|')} ${line}`)
  return false
}
