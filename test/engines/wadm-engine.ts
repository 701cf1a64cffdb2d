import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import { temporary } from '../harness.js'
import { waitFor } from './wait-for.js'

/** NATS with JetStream, a real wadm beside it and real wasmCloud hosts, all on 127.0.0.1 and without Docker. */
export interface WadmEngine {
  /** `host:port` of the NATS server. */
  readonly server: string
  /** Asks wadm itself; gives its reply, read as JSON. */
  ask(lattice: string, operation: string, body?: string): Promise<Readonly<Record<string, unknown>>>
  startWadm(): Promise<void>
  /** Ends wadm at once, as a crash would. */
  killWadm(): Promise<void>
  /** Stops wadm where it stands, or lets it go on. */
  freezeWadm(isFrozen: boolean): void
  isWadmAlive(): boolean
  /** Starts a host in a lattice; waits until it is there. */
  startHost(lattice: string, labels: Readonly<Record<string, string>>): Promise<void>
  stop(): Promise<void>
}

const programs = ['nats-server', 'wadm', 'wasmcloud'] as const
type Program = (typeof programs)[number]

/** Gives the paths of the programs, or says which is missing (`wasmcloud.sh install`, and a NATS server). */
export function findWadmPrograms(): Readonly<Record<Program, string>> | string {
  const cache = process.env['MC_ENGINES'] ?? join(homedir(), '.cache', 'mc-engines')
  const folders = [join(cache, 'wasmcloud'), join(cache, 'bin'), ...(process.env['PATH'] ?? '').split(':')]
  const found = programs.map((name) => [name, folders.map((folder) => join(folder, name)).find((path) => existsSync(path))] as const)
  const missing = found.flatMap(([name, path]) => (path === undefined ? [name] : []))
  return missing.length > 0 ? `${missing.join(', ')} not installed` : (Object.fromEntries(found) as Record<Program, string>)
}

export async function startWadmEngine(paths: Readonly<Record<Program, string>>): Promise<WadmEngine> {
  const folder = temporary()
  const children = new Set<ChildProcess>()
  process.once('exit', () => {
    for (const child of children) child.kill('SIGKILL')
  })
  const start = (program: Program, name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess => {
    const log = openSync(join(folder, `${name}.log`), 'a')
    const child = spawn(paths[program], args, {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...env },
      stdio: ['ignore', log, log],
    })
    children.add(child)
    child.once('exit', () => children.delete(child))
    return child
  }
  const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((done) => child.once('exit', done))
    child.kill(signal)
    await ended
  }

  const port = await freePort()
  const server = `127.0.0.1:${port}`
  mkdirSync(join(folder, 'jetstream'))
  const nats = start('nats-server', 'nats', ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', join(folder, 'jetstream')])
  const connection = await waitFor(
    () => connect({ servers: server }).catch(() => undefined),
    (made): made is NatsConnection => made !== undefined,
    20,
  )
  if (connection === undefined) throw new Error('NATS does not answer')
  let wadm: ChildProcess | undefined
  const hosts: ChildProcess[] = []
  const ask: WadmEngine['ask'] = async (lattice, operation, body = '') =>
    (await connection.request(`wadm.api.${lattice}.model.${operation}`, body, { timeout: 10_000 })).json()

  const engine: WadmEngine = {
    server,
    ask,
    async startWadm() {
      wadm = start('wadm', 'wadm', ['--nats-server', server], { RUST_LOG: 'info' })
      await waitFor(
        () => ask('default', 'get').catch(() => undefined),
        (answer) => answer !== undefined,
        30,
      )
    },
    async killWadm() {
      if (wadm !== undefined) await end(wadm, 'SIGKILL')
    },
    freezeWadm: (isFrozen) => void wadm?.kill(isFrozen ? 'SIGSTOP' : 'SIGCONT'),
    isWadmAlive: () => wadm !== undefined && wadm.exitCode === null && wadm.signalCode === null,
    async startHost(lattice, labels) {
      const name = `host-${hosts.length}`
      const host = start('wasmcloud', name, [], {
        WASMCLOUD_NATS_HOST: '127.0.0.1',
        WASMCLOUD_NATS_PORT: String(port),
        WASMCLOUD_LATTICE: lattice,
        WASMCLOUD_ALLOW_FILE_LOAD: 'true',
        WASMCLOUD_EXPERIMENTAL_FEATURES: 'builtin-http-server',
        ...Object.fromEntries(Object.entries(labels).map(([key, value]) => [`WASMCLOUD_LABEL_${key}`, value])),
      })
      hosts.push(host)
      await waitFor(
        async () => readFileSync(join(folder, `${name}.log`), 'utf8'),
        (log) => log.includes('wasmCloud host started') || host.exitCode !== null,
        30,
      )
    },
    async stop() {
      await connection.close()
      await Promise.all([...hosts, ...(wadm === undefined ? [] : [wadm]), nats].map((child) => end(child, 'SIGKILL')))
    },
  }
  await engine.startWadm()
  return engine
}

/** Gives a port of 127.0.0.1 that nobody uses. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (typeof address !== 'object' || address === null) throw new Error('no port is free')
  return address.port
}
