import { resolve } from 'node:path'
import type { Compilation } from '../compilation.js'
import { systemFailure } from '../failure.js'
import { type ImageBuild, secretVariables } from '../images/list-builds.js'
import { readEnvFile } from '../outside/env-file.js'
import { localEnvFile, missingValues, type OutsideEntry, outsideValues } from '../outside/outside-values.js'
import type { Context } from './context.js'

/** What `.env` in the working directory says. */
export type LocalEnv = Readonly<Record<string, string>>

/** Gives what `.env` in the working directory says; nothing where there is none. */
export function readLocalEnv({ cwd, host }: Context): LocalEnv | undefined {
  const path = resolve(cwd, localEnvFile)
  try {
    return host.stat(path)?.kind === 'file' ? Object.fromEntries(readEnvFile(Buffer.from(host.read(path)).toString('utf8'))) : undefined
  } catch (error) {
    throw systemFailure(`cannot read ${localEnvFile}`, error)
  }
}

/** Gives the secrets that builds need and that are not set: the builder would say so for the first of them only, and later. */
export function missingSecrets(
  builds: readonly ImageBuild[],
  compilation: Compilation,
  local: LocalEnv | undefined,
  { host, env, cwd }: Context,
): readonly OutsideEntry[] {
  const wanted = new Set(builds.flatMap(secretVariables))
  if (wanted.size === 0) return []
  const values = outsideValues(compilation, {
    host,
    env,
    target: 'compose',
    cwd,
    folder: resolve(cwd, 'out'),
    envFiles: local === undefined ? [] : [localEnvFile],
  })
  return missingValues(values).filter(({ variable }) => variable !== undefined && wanted.has(variable))
}
