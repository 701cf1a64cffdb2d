import type { Host } from '../host.js'
import { buildDiagnostics, buildImages } from '../images/build-images.js'
import type { Programs } from '../programs.js'
import { printable } from '../report/printable.js'
import { textReport } from '../report/text.js'
import type { Progress } from './progress.js'
import type { DevProject } from './project.js'

export interface BuildOptions {
  readonly project: DevProject
  /** Services whose images are made; those without sources are passed over. */
  readonly services: readonly string[]
  readonly programs: Programs
  readonly host: Host
  /** Absolute. */
  readonly cwd: string
  /** Variables that the builder is given on top of the environment. */
  readonly env: Readonly<Record<string, string>>
  readonly progress: Progress
  readonly until: AbortSignal
}

/** Builds the images of services whose contents have none yet. Tells whether all have one, and shows why one could not be built. */
export async function buildServices({ project, services, progress, until, ...options }: BuildOptions): Promise<boolean> {
  const images = new Set(services.map((name) => project.services.get(name)?.image))
  const builds = project.builds.filter(({ image }) => images.has(image))
  if (builds.length === 0) return true
  progress.detail('looking for images')
  const results = await buildImages(builds, {
    ...options,
    onStart(running) {
      const stop = (): void => running.signal('SIGINT')
      if (until.aborted) stop()
      until.addEventListener('abort', stop, { once: true })
      void running.ended.finally(() => until.removeEventListener('abort', stop)).catch(() => {})
    },
    onStep: (step) => progress.detail(`building: ${step}`),
  })
  if (until.aborted) return false
  const of = (status: string): string[] => results.filter((result) => result.status === status).map(({ build }) => printable(build.service))
  if (of('built').length > 0) progress.step(`built ${of('built').join(', ')}`)
  const failures = buildDiagnostics(results)
  if (failures.length > 0) progress.line(textReport(failures, progress.paint).trimEnd())
  return failures.length === 0
}
