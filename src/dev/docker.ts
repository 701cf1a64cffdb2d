import type { Finished, ProgramOptions, Programs, Running } from '../programs.js'

/** How one run of `docker` differs from the others. */
export interface DockerRun {
  readonly onLine?: ProgramOptions['onLine']
  /** How long it may take; then it is killed and has the code 124. No limit where absent. */
  readonly seconds?: number
  /** Ends it early: it is asked to end, and killed where it does not listen. */
  readonly until?: AbortSignal
}

/** Docker's command line, as one session of `mc dev` uses it. */
export interface Docker {
  /** Runs a command to its end. */
  run(words: readonly string[], options?: DockerRun): Promise<Finished>
  /** Starts a command that ends with the session; its output is told line by line and not kept. */
  follow(words: readonly string[], onLine: NonNullable<ProgramOptions['onLine']>): Running
  /** Ends a process of this machine that an earlier session has left. */
  kill(pid: string): Promise<void>
}

/** Codes of commands that did not end by themselves (coreutils timeout), and of programs that are not there (POSIX shells). */
export const timedOut = 124
export const notFound = 127

/** How long a program that was asked to end has for it, in milliseconds. */
const patience = 10_000

/** Gives Docker's command line in a folder. */
export function makeDocker(programs: Programs, cwd: string): Docker {
  return {
    async run(words, { onLine, seconds, until } = {}) {
      if (until?.aborted) return { code: 130, stdout: '', stderr: '' }
      const running = programs.start('docker', words, { cwd, ...(onLine && { onLine }) })
      let isLate = false
      const limit =
        seconds === undefined
          ? undefined
          : setTimeout(() => {
              isLate = true
              running.signal('SIGKILL')
            }, seconds * 1000)
      const abort = (): void => void end(running, 'SIGINT')
      until?.addEventListener('abort', abort, { once: true })
      const finished = await running.ended
      clearTimeout(limit)
      until?.removeEventListener('abort', abort)
      return isLate ? { ...finished, code: timedOut, stderr: `no answer within ${seconds} seconds` } : finished
    },
    follow: (words, onLine) => programs.start('docker', words, { cwd, onLine, keep: false }),
    async kill(pid) {
      await programs.start('kill', [pid], { cwd }).ended
    },
  }
}

/** Asks a program to end, waits until it has, and kills it where it does not. */
export async function end(running: Running, signal: 'SIGINT' | 'SIGTERM' = 'SIGTERM'): Promise<void> {
  running.signal(signal)
  const late = setTimeout(() => running.signal('SIGKILL'), patience)
  await running.ended
  clearTimeout(late)
}
