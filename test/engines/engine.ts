import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../harness.js'

const patience = 300_000

/** How a program ended, and what it wrote. */
export interface Finished {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A Docker engine with Compose and the images of the examples. */
export interface Engine {
  /** The environment that reaches it. */
  readonly env: Readonly<Record<string, string>>
  /** Runs `docker` in a folder; it is ended after five minutes. `env` comes on top of the environment that reaches the engine. */
  docker(args: readonly string[], options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> }): Promise<Finished>
}

let started: Engine | string | undefined

/**
 * Gives the engine that answers on this machine, or else starts one of our own for as long as this process lives (`docker.sh`);
 * where neither is possible, the reason.
 */
export function startEngine(): Engine | string {
  started ??= start()
  return started
}

function start(): Engine | string {
  const script = join(root, 'test', 'engines', 'docker.sh')
  // the engine's sockets allow a short path only
  const folder = mkdtempSync(join(tmpdir(), 'mc-'))
  const stop = (): void => {
    spawnSync(script, ['stop', folder], { stdio: 'ignore' })
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', stop)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

  const begun = spawnSync(script, ['start', folder], { encoding: 'utf8' })
  if (begun.status !== 0) return begun.stderr.trim() || 'no Docker engine, and none could be started'
  const settings = spawnSync('bash', ['-c', 'eval "$("$0" env "$1")"; env -0', script, folder], { encoding: 'utf8' })
  const env = Object.fromEntries(
    settings.stdout.split('\0').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
  const images = spawnSync(script, ['images'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  if (images.status !== 0) return 'the images of the examples can neither be pulled nor made'

  return {
    env,
    docker: (args, options) =>
      new Promise((resolve) => {
        const limits = { timeout: patience, maxBuffer: 64 * 1024 * 1024 }
        execFile('docker', args, { cwd: options.cwd, env: { ...env, ...options.env }, ...limits }, (error, stdout, stderr) => {
          resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, stdout, stderr })
        })
      }),
  }
}
