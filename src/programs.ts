import type { ChildProcess } from 'node:child_process'
import { systemCode } from './failure.js'

/** How a program ended, and what it wrote; `code` 127 where there is no such program. */
export interface Finished {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Where and how a program runs; `env` comes on top of what mc itself was given. */
export interface ProgramOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** What it reads from standard input; nothing where absent. */
  readonly input?: string
  /** Is told of every line as it is written, without its line break. */
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void
  /** Whether standard output is collected for `Finished`; a program that runs for hours and is listened to need not be. Default true. */
  readonly keep?: boolean
}

/** A program that runs. */
export interface Running {
  readonly ended: Promise<Finished>
  /** Sends a signal; says nothing where it has ended already. */
  signal(name: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): void
}

/** Other programs of the machine (docker, git), as commands see them: tests put others in their place. Never through a shell. */
export interface Programs {
  start(program: string, words: readonly string[], options: ProgramOptions): Running
}

/**
 * Gives the programs that the machine has. Each runs in a process group of its own, so that Ctrl-C in the terminal reaches mc alone, which ends them in order.
 * Node's module for it is loaded here, because most commands start no program.
 */
export async function nodePrograms(): Promise<Programs> {
  const { spawn } = await import('node:child_process')
  return {
    start(program, words, options) {
      const { cwd, env, input, keep = true, onLine } = options
      const child = spawn(program, words, {
        cwd,
        env: { ...process.env, ...env },
        stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
        detached: true,
      })
      const written = { stdout: '', stderr: '' }
      for (const stream of ['stdout', 'stderr'] as const) {
        const line = lineSplitter((text) => onLine?.(text, stream))
        child[stream]?.setEncoding('utf8')
        child[stream]?.on('data', (text: string) => {
          if (keep) written[stream] += text
          line.add(text)
        })
        child[stream]?.on('end', () => line.end())
      }
      // a program that does not read its input to the end is no failure of ours
      child.stdin?.on('error', () => {})
      child.stdin?.end(input)
      return { ended: endOf(child, written), signal: (name) => signalGroup(child, name) }
    },
  }
}

function endOf(child: ChildProcess, written: { readonly stdout: string; readonly stderr: string }): Promise<Finished> {
  return new Promise((resolve, reject) => {
    child.on('error', (error) => {
      if (systemCode(error) === 'ENOENT') resolve({ code: 127, stdout: '', stderr: error.message })
      else reject(error)
    })
    // a program that a signal ended has no code of its own: 128 and more, as shells have it
    child.on('close', (code) => resolve({ code: code ?? 137, ...written }))
  })
}

function signalGroup({ pid, exitCode }: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined || exitCode !== null) return
  try {
    process.kill(-pid, name)
  } catch (error) {
    if (systemCode(error) !== 'ESRCH') throw error
  }
}

function lineSplitter(tell: (line: string) => void): { add(text: string): void; end(): void } {
  let rest = ''
  return {
    add(text) {
      const lines = (rest + text).split(/\r?\n/)
      rest = lines.pop() ?? ''
      for (const line of lines) tell(line)
    },
    end() {
      if (rest !== '') tell(rest)
    },
  }
}
