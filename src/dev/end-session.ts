import { parse } from 'yaml'
import type { Context } from '../commands/context.js'
import type { Programs } from '../programs.js'
import { plural } from '../report/plural.js'
import { printable } from '../report/printable.js'
import { checkDocker } from './check-docker.js'
import { listProjects } from './check-owner.js'
import { makeCompose } from './compose-client.js'
import { makeDocker } from './docker.js'
import { makeProgress } from './progress.js'
import { takeDown } from './take-down.js'

export interface EndOptions {
  readonly context: Context
  readonly programs: Programs
  /** The rendered Compose file, absolute; it may be missing. */
  readonly file: string
  /** The work folder as the user named it. */
  readonly shown: string
  readonly volumes: boolean
}

/** Ends what a session has left running (`--detach`, or a session that was killed). Says so where nothing runs; gives the exit code. */
export async function endSession({ context, programs, file, shown, volumes }: EndOptions): Promise<number> {
  const progress = makeProgress(context)
  const docker = makeDocker(programs, context.cwd)
  await checkDocker(docker)
  const force = new AbortController()
  const release = context.onInterrupt(() => force.abort())
  try {
    // the project may have had another name when it was started
    const started = (await listProjects(docker)).filter(({ files }) => files.includes(file)).map(({ name }) => name)
    let count = 0
    const names = [...new Set([...started, ...nameIn(file, context)])]
    for (const name of names) {
      const compose = makeCompose(
        docker,
        { name, files: names.length > 0 && context.host.stat(file) !== undefined ? [file] : [] },
        { envFiles: [], allProfiles: true },
      )
      progress.step(`ending ${name}`)
      count += await takeDown({ compose, progress, volumes, force: force.signal })
    }
    const what = volumes ? 'with their volumes' : 'volumes are kept'
    progress.note(
      count === 0 && !volumes ? `nothing runs from ${printable(shown)}` : `ended: ${plural(count, 'container')} removed, ${what}`,
    )
    return 0
  } finally {
    progress.clear()
    release()
  }
}

function nameIn(file: string, { host }: Context): readonly string[] {
  if (host.stat(file)?.kind !== 'file') return []
  const content: { readonly name?: unknown } | null = parse(Buffer.from(host.read(file)).toString('utf8'))
  return typeof content?.name === 'string' ? [content.name] : []
}
