import { Failure } from '../failure.js'
import type { Docker } from './docker.js'
import type { DevProject } from './project.js'

/** A Compose project that has containers. */
export interface KnownProject {
  readonly name: string
  readonly files: readonly string[]
}

/** Gives the projects that have containers on this engine (`docker compose ls`). */
export async function listProjects(docker: Docker): Promise<readonly KnownProject[]> {
  const { code, stdout } = await docker.run(['compose', 'ls', '--all', '--format', 'json'], { seconds: 30 })
  if (code !== 0) return []
  const projects: readonly { readonly Name: string; readonly ConfigFiles: string }[] = JSON.parse(stdout || '[]')
  return projects.map(({ Name, ConfigFiles }) => ({ name: Name, files: ConfigFiles.split(',') }))
}

/**
 * Throws a `Failure` where the name of the project is that of a project from elsewhere, whose containers would be taken for ours,
 * or where another project runs from the same folder. What an earlier session left behind is simply taken over.
 */
export async function checkOwner(docker: Docker, { name, files: [file] }: DevProject, shown: string): Promise<void> {
  for (const other of await listProjects(docker)) {
    const isSameFile = file !== undefined && other.files.includes(file)
    if (other.name === name && !isSameFile)
      throw new Failure(
        3,
        `a project \`${name}\` already runs from ${other.files.join(', ')}: end it, or choose another name with --set compose.name=<name>`,
      )
    if (other.name !== name && isSameFile)
      throw new Failure(
        3,
        `${shown} holds the project \`${other.name}\`, which still runs: \`mc dev --down\` ends it, or choose another folder with -o <dir>`,
      )
  }
}
