import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { connect as dial } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { temporary } from '../harness.js'
import { freePort } from './wadm-engine.js'
import { waitFor } from './wait-for.js'

/** A NATS server of our own on 127.0.0.1, which can be ended and started again with what it has kept. */
export interface NatsEngine {
  readonly port: number
  /** `127.0.0.1:<port>`. */
  readonly server: string
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
  /** Starts it again; waits until it listens. */
  start(): Promise<void>
}

/** Gives the path of nats-server (`kubernetes.sh install`); nothing where it is not installed. */
export function findNatsServer(): string | undefined {
  const cache = process.env['MC_ENGINES'] ?? join(homedir(), '.cache', 'mc-engines')
  return [join(cache, 'bin'), ...(process.env['PATH'] ?? '').split(':')]
    .map((folder) => join(folder, 'nats-server'))
    .find((path) => existsSync(path))
}

/** Starts a server; `config` is more of its configuration, and JetStream is on unless it is to be without. */
export async function startNats(program: string, config = '', withJetStream = true): Promise<NatsEngine> {
  const folder = temporary()
  const port = await freePort()
  const file = join(folder, 'nats.conf')
  const store = withJetStream ? `jetstream { store_dir: ${JSON.stringify(join(folder, 'jetstream'))} }\n` : ''
  writeFileSync(file, `listen: "127.0.0.1:${port}"\n${store}${config}\n`)
  let child: ChildProcess | undefined
  process.once('exit', () => child?.kill('SIGKILL'))
  const engine: NatsEngine = {
    port,
    server: `127.0.0.1:${port}`,
    async kill() {
      if (child === undefined) return
      const ended = new Promise((done) => child?.once('exit', done))
      child.kill('SIGKILL')
      await ended
      child = undefined
    },
    async start() {
      const log = openSync(join(folder, 'nats.log'), 'a')
      child = spawn(program, ['-c', file], { stdio: ['ignore', log, log] })
      const isUp = async (): Promise<boolean> => {
        if (child?.exitCode !== null) throw new Error(readFileSync(join(folder, 'nats.log'), 'utf8'))
        return greets(port)
      }
      await waitFor(isUp, (up) => up, 30)
    },
  }
  await engine.start()
  return engine
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = dial(port, '127.0.0.1')
    const end = (up: boolean): void => {
      socket.destroy()
      resolve(up)
    }
    socket.once('data', () => end(true))
    socket.once('error', () => end(false))
  })
}
