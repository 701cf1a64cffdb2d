import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { root } from '../harness.js'
import { waitFor } from './wait-for.js'

/** `mc dev` as a program of its own, as a developer has it in a terminal. */
export interface DevSession {
  readonly pid: number
  /** Everything that it has written so far. */
  text(): string
  /** Waits until it has written something that matches, after what was seen before; gives the match. */
  sees(pattern: RegExp, seconds?: number): Promise<RegExpExecArray>
  /** Presses Ctrl-C. */
  interrupt(): void
  kill(): void
  /** Waits for its end; gives the exit code. */
  end(seconds?: number): Promise<number>
}

const alive = new Set<ChildProcess>()
process.once('exit', killSessions)

/** Kills every session that has not ended. */
export function killSessions(): void {
  for (const child of alive) child.kill('SIGKILL')
}

/** Starts `mc dev` in a folder. */
export function startDev(cwd: string, words: readonly string[], env: Readonly<Record<string, string>>): DevSession {
  const child = spawn(process.execPath, [join(root, 'dist', 'mc.js'), 'dev', ...words], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  alive.add(child)
  let text = ''
  let seen = 0
  let code: number | undefined
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk))
  child.on('close', (exit) => {
    code = exit ?? 137
    alive.delete(child)
  })
  return {
    pid: child.pid!,
    text: () => text,
    async sees(pattern, seconds = 30) {
      const end = Date.now() + seconds * 1000
      for (;;) {
        const match = new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`)
        match.lastIndex = seen
        const found = match.exec(text)
        if (found !== null) {
          seen = match.lastIndex
          return found
        }
        if (code !== undefined || Date.now() > end)
          throw new Error(`${code === undefined ? 'nothing' : 'ended, and nothing'} matches ${pattern}:\n${text}`)
        await new Promise((done) => setTimeout(done, 20))
      }
    },
    interrupt: () => void child.kill('SIGINT'),
    kill: () => void child.kill('SIGKILL'),
    async end(seconds = 40) {
      await waitFor(
        async () => code,
        (exit) => exit !== undefined,
        seconds,
      ).catch(() => {
        throw new Error(`mc dev does not end:\n${text}`)
      })
      return code!
    },
  }
}

/** Gives a port of this machine that nobody uses now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
