import { Failure } from '../failure.js'
import { type Docker, notFound } from './docker.js'

/** The first Compose that knows every field that mc writes. */
const oldest = [2, 40] as const

/** How long Docker has for an answer, in seconds. */
const patience = 15

/** Throws a `Failure` that says which part of Docker is missing and how to get it. */
export async function checkDocker(docker: Docker): Promise<void> {
  const [engine, compose] = await Promise.all([
    docker.run(['version', '--format', '{{.Server.Version}}'], { seconds: patience }),
    docker.run(['compose', 'version', '--short'], { seconds: patience }),
  ])
  if (engine.code === notFound) throw missing('Docker is not installed (get it from https://docs.docker.com/get-started/get-docker/)')
  if (compose.code !== 0) throw missing('Docker has no Compose here (get the plugin from https://docs.docker.com/compose/install/)')
  if (!isNewEnough(compose.stdout))
    throw missing(
      `Docker Compose ${compose.stdout.trim() || 'of an unknown version'} is too old: ${oldest.join('.')} or later is needed (https://docs.docker.com/compose/install/)`,
    )
  if (engine.code !== 0)
    throw missing(`Docker does not answer (${reasonOf(engine.stderr)}): start Docker Desktop or the service \`docker\`, or set DOCKER_HOST`)
}

/** Tells whether the engine answers now. */
export async function answers(docker: Docker): Promise<boolean> {
  return (await docker.run(['version', '--format', '{{.Server.Version}}'], { seconds: patience })).code === 0
}

function missing(what: string): Failure {
  return new Failure(3, `${what}; \`mc render -t compose\` works without Docker`)
}

function isNewEnough(text: string): boolean {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(text.trim()) ?? []
  const [wantedMajor, wantedMinor] = oldest
  return Number(major) > wantedMajor || (Number(major) === wantedMajor && Number(minor) >= wantedMinor)
}

/** The last line is the reason; what Docker asks behind it is no news. */
function reasonOf(stderr: string): string {
  const last = stderr.trim().split('\n').at(-1) ?? ''
  return last.replace(/\s*Is the docker daemon running\?$/, '').replace(/\.$/, '') || 'it says nothing'
}
