import { Failure } from '../failure.js'
import type { Finished, ProgramOptions, Programs, Running } from '../programs.js'

/** How to reach Docker from here. */
export interface DockerOptions {
  readonly programs: Programs
  /** Absolute. */
  readonly cwd: string
  /** Is given every program that is started, so that Ctrl-C can end it. */
  readonly onStart?: (running: Running) => void
}

/** Runs `docker` to its end. Throws a `Failure` where there is no such program. */
export async function docker(words: readonly string[], options: DockerOptions, more: Partial<ProgramOptions> = {}): Promise<Finished> {
  const running = options.programs.start('docker', words, { cwd: options.cwd, ...more })
  options.onStart?.(running)
  const finished = await running.ended
  if (finished.code === 127) throw new Failure(3, `there is no program \`docker\` in the path: ${howToGet}`)
  return finished
}

/**
 * Throws a `Failure` where this machine cannot build: no Docker, no buildx or, unless `engine` is false, no engine that answers. One message,
 * which says what is missing and how to get it.
 */
export async function requireBuilder(options: DockerOptions, engine = true): Promise<void> {
  const [buildx, server] = await Promise.all([
    docker(['buildx', 'version'], options),
    engine ? docker(['version', '--format', '{{.Server.Version}}'], options) : undefined,
  ])
  if (buildx.code !== 0)
    throw new Failure(3, 'docker has no buildx: install the package docker-buildx-plugin, or see https://docs.docker.com/go/buildx/')
  const [, major = '', minor = ''] = /(\d+)\.(\d+)\.\d+/.exec(buildx.stdout) ?? []
  if (major === '0' && Number(minor) < oldest)
    throw new Failure(
      3,
      `docker buildx is older than 0.${oldest}: update the package docker-buildx-plugin, or see https://docs.docker.com/go/buildx/`,
    )
  if (server !== undefined && server.code !== 0)
    throw new Failure(3, `no Docker engine answers (${lastLine(server)}): start Docker, or point DOCKER_HOST at an engine that runs`)
}

/** Gives the last line that says something. */
export function lastLine({ stdout, stderr }: Finished): string {
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.trim())
  return lines.findLast((line) => line !== '') ?? 'it says nothing'
}

/** The first version (0.18) in which bake is told what it may read. */
const oldest = 18

const howToGet = 'install Docker (https://docs.docker.com/get-docker/) with buildx; `mc validate` and `mc render` work without it'
