import type { Finished, Running } from '../programs.js'
import type { Docker, DockerRun } from './docker.js'
import type { DevProject } from './project.js'

/** `docker compose` for one project. */
export interface Compose {
  run(words: readonly string[], options?: DockerRun): Promise<Finished>
  follow(words: readonly string[], onLine: (line: string, stream: 'stdout' | 'stderr') => void): Running
}

/** What Compose has to know besides its files. */
export interface ComposeSettings {
  /** Files with variables; the last one wins. None: `.env` beside the Compose file, where there is one. */
  readonly envFiles: readonly string[]
  /** Services that only run when asked for are ended as well. */
  readonly allProfiles?: boolean
}

/** Gives `docker compose` for the files of a project. What it does is told as JSON, a line each (`readStep`). */
export function makeCompose(
  docker: Docker,
  { name, files }: Pick<DevProject, 'name' | 'files'>,
  { envFiles, allProfiles = false }: ComposeSettings,
): Compose {
  const settings = [
    ...['--ansi', 'never', '--progress', 'json', '--project-name', name],
    ...files.flatMap((file) => ['--file', file]),
    ...envFiles.flatMap((file) => ['--env-file', file]),
    ...(allProfiles ? ['--profile', '*'] : []),
  ]
  return {
    run: (words, options) => docker.run(['compose', ...settings, ...words], options),
    follow: (words, onLine) => docker.follow(['compose', ...settings, ...words], onLine),
  }
}

/** Something that Compose does, has done or could not do: `{"id":"Container shop-web-1","status":"Done","text":"Started"}`. */
export interface Step {
  /** `Container`, `Image`, `Network` or `Volume`; absent for what ends the command. */
  readonly kind?: string
  readonly name?: string
  /** `Working`, `Done`, `Warning` or `Error`. */
  readonly status?: string
  readonly text?: string
  /** Why the command failed. */
  readonly error?: string
}

/** Reads a line of `--progress json`, or one of Compose's own log; nothing where it is neither. */
export function readStep(line: string): Step | undefined {
  if (!line.startsWith('{')) return undefined
  let value: { readonly [key: string]: unknown }
  try {
    value = JSON.parse(line)
  } catch {
    return undefined
  }
  const { id, status, text, error, message, level, msg } = value
  if (error === true && typeof message === 'string') return { error: message }
  if (level === 'error' && typeof msg === 'string') return { error: msg }
  const [, kind, name] = (typeof id === 'string' && /^(\w+) (.+)$/.exec(id)) || []
  if (kind === undefined || name === undefined || typeof status !== 'string' || typeof text !== 'string') return undefined
  return { kind, name, status, text }
}

/** Gives the service of a container that Compose has named: `shop-web` for `lattice-shop-web-1` of the project `lattice`. */
export function serviceOfContainer(project: string, container: string): string {
  const own = container.startsWith(`${project}-`) ? container.slice(project.length + 1) : container
  return own.replace(/-\d+$/, '')
}
