import type { Running } from '../programs.js'
import { plural } from '../report/plural.js'
import { printable } from '../report/printable.js'
import { type Compose, readStep } from './compose-client.js'
import { end } from './docker.js'
import { plainText } from './plain-text.js'

/** `docker compose watch`, which brings changed sources into the services that run. */
export interface SourceWatch {
  /** Fulfilled when changes are noticed, or when it has ended. */
  readonly isReady: Promise<void>
  stop(): Promise<void>
}

export interface SourceWatchOptions {
  readonly compose: Compose
  /** Is told what became of a change: `orders-api: synced 2 changes`. */
  say(text: string): void
  /** Is told what went wrong, and the lines that show it. */
  fail(text: string, lines: readonly string[]): void
  /** Ends a process of this machine. */
  kill(pid: string): Promise<void>
}

/** How many lines of a failed build are shown. */
const tail = 20

/** How long after its end it is started again, in milliseconds, and how often. */
const pause = 1000
const tries = 5

/** Starts to watch sources (Compose develop spec). Where it ends by itself it is started again. */
export function watchSources({ compose, say, fail, kill }: SourceWatchOptions): SourceWatch {
  let isOver = false
  let running: Running | undefined
  let ready = (): void => {}
  const isReady = new Promise<void>((resolve) => (ready = resolve))
  const finished = keep()
  return {
    isReady,
    async stop() {
      isOver = true
      if (running !== undefined) await end(running, 'SIGINT')
      await finished
    },
  }

  async function keep(): Promise<void> {
    for (let left = tries; left > 0 && !isOver; left--) {
      const last: string[] = []
      const read = makeWatchReader(say, fail)
      running = compose.follow(['watch', '--no-up'], (line) => {
        last.push(line)
        if (last.length > tail) last.shift()
        if (line.startsWith('Watch enabled')) {
          ready()
          left = tries
        } else read(line)
      })
      await running.ended
      if (isOver) break
      const [holder] = last.flatMap((line) => /exclusive lock.* PID (\d+)/.exec(line)?.[1] ?? [])
      // a session that was killed has left its watch behind, and Compose allows one for each project
      if (holder !== undefined) await kill(holder)
      if (left === 1) fail('sources are no longer watched: docker compose watch has ended', readable(last))
      else await new Promise((resolve) => setTimeout(resolve, pause))
    }
    ready()
  }
}

/** Gives a function that reads the lines of `docker compose watch`, whose words are meant for people. */
export function makeWatchReader(say: SourceWatchOptions['say'], fail: SourceWatchOptions['fail']): (line: string) => void {
  let build: string[] | undefined
  let isBuilt = false
  let current = ''
  return (line) => {
    const [, synced, count] = /^Syncing service "(.+)" after (\d+) changes/.exec(line) ?? []
    const [, rebuilt] = /^Rebuilding service\(s\) \[(.*)\]/.exec(line) ?? []
    const [, restarted] = /^service\(s\) \[(.*)\] restarted/.exec(line) ?? []
    const [, done] = /^service\(s\) \[(.*)\] successfully built/.exec(line) ?? []
    if (synced !== undefined) {
      current = synced
      say(`${synced}: synced ${plural(Number(count), 'change')}`)
    } else if (rebuilt !== undefined) {
      current = names(rebuilt)
      build = []
      say(`${current}: rebuilding`)
    } else if (restarted !== undefined) say(`${names(restarted)}: restarted`)
    else if (done !== undefined) {
      build = undefined
      isBuilt = true
    } else if (isBuilt && isStarted(line)) {
      isBuilt = false
      say(`${current}: rebuilt, and started again`)
    } else if (line.includes('Error handling changed files')) {
      fail(build ? `${current}: the build failed, what ran before still runs` : `${current}: the change could not be brought in`, [
        ...readable(build ?? []),
        ...readable([errorOf(line)]),
      ])
      build = undefined
    } else build?.push(line)
  }
}

/** Compose's last word on a container of a new image. */
function isStarted(line: string): boolean {
  const { kind, status, text } = readStep(line) ?? {}
  return kind === 'Container' && status === 'Done' && text === 'Started'
}

/** `["a" "b"]` as Compose prints it. */
function names(list: string): string {
  return list.replaceAll('"', '').trim().replaceAll(' ', ', ')
}

function errorOf(line: string): string {
  try {
    const { msg }: { readonly msg?: string } = JSON.parse(line)
    return (msg ?? '').replace(/^Error handling changed files: */, '')
  } catch {
    return line
  }
}

/** The builder's last words, without the steps that went well and what Compose says around them. */
function readable(lines: readonly string[]): readonly string[] {
  return lines
    .flatMap((line) => {
      const step = readStep(line)
      return (step === undefined ? line : (step.error ?? '')).split('\n')
    })
    .map((line) => printable(plainText(line)))
    .filter((line) => line.trim() !== '' && !/^(#\d+ (DONE|CACHED|\[internal\]|transferring|reading)|-+$|Build failed\.)/.test(line))
    .slice(-tail)
}
