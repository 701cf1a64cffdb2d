import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { conformance, root } from '../harness.js'
import type { Finished } from './engine.js'

const patience = 300_000

/** The version of the server, for `helm template`, which does not ask it. */
export const kubeVersion = '1.35.4'

/** What a program is given. */
export interface RunOptions {
  readonly cwd?: string
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
}

/**
 * A Kubernetes API server with its controllers and without nodes, and the programs that read charts: `kubectl`, `helm` (3), `helm4`, `kube-score`,
 * `kubeconform`. Everyone in this process shares it: work in a namespace of your own (`in-namespace.ts`).
 */
export interface KubeEngine {
  /** The environment that reaches it. */
  readonly env: Readonly<Record<string, string>>
  /** Runs a program; it is ended after five minutes. */
  run(program: string, args: readonly string[], options?: RunOptions): Promise<Finished>
  /** Like `run`; gives what the program wrote to its standard output, and throws all that it wrote where it fails. */
  must(program: string, args: readonly string[], options?: RunOptions): Promise<string>
}

let started: KubeEngine | string | undefined

/** Gives the Kubernetes of this process, started for as long as that lives (`kubernetes.sh`); where that is not possible, the reason. */
export function startKube(): KubeEngine | string {
  started ??= start()
  return started
}

function start(): KubeEngine | string {
  const script = join(root, 'test', 'engines', 'kubernetes.sh')
  const folder = mkdtempSync(join(tmpdir(), 'mc-'))
  process.once('exit', () => {
    spawnSync(script, ['down', folder], { stdio: 'ignore' })
    rmSync(folder, { recursive: true, force: true })
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

  const cache = process.env['MC_ENGINES'] ?? join(homedir(), '.cache', 'mc-engines')
  const definitions = [join(cache, 'definitions'), conformance('crds') ?? ''].filter((path) => existsSync(path))
  const begun = spawnSync(script, ['up', folder, ...definitions], { encoding: 'utf8' })
  if (begun.status !== 0) return begun.stderr.trim() || 'no Kubernetes could be started'
  const settings = spawnSync('bash', ['-c', 'eval "$("$0" env "$1")"; env -0', script, folder], { encoding: 'utf8' })
  const env = Object.fromEntries(
    settings.stdout.split('\0').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
  const run = (program: string, args: readonly string[], { cwd = root, input = '', env: more = {} }: RunOptions = {}): Promise<Finished> =>
    new Promise((resolve) => {
      const child = execFile(
        program,
        args,
        { cwd, env: { ...env, ...more }, timeout: patience, maxBuffer: 256 * 1024 * 1024 },
        (error, stdout, stderr) => {
          resolve({
            code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1,
            stdout,
            stderr: stderr || (error?.message ?? ''),
          })
        },
      )
      // a program that ends without reading what it is given has said why
      child.stdin?.on('error', () => {})
      child.stdin?.end(input)
    })
  return {
    env,
    run,
    async must(program, args, options) {
      const { code, stdout, stderr } = await run(program, args, options)
      if (code !== 0) throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`)
      return stdout
    },
  }
}
