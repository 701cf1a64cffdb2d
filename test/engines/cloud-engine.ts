import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { root } from '../harness.js'
import type { Finished } from './engine.js'

const patience = 600_000

/** A simulated AWS that nobody else uses. */
export interface Moto {
  /** The environment in which `aws` reaches it, and nothing else. */
  readonly env: Readonly<Record<string, string>>
  /** Runs a program there. */
  run(program: string, args: readonly string[], options?: CloudOptions): Promise<Finished>
  /** Runs `aws` there; gives what it answers, and throws where it fails. */
  aws(...args: readonly string[]): Promise<unknown>
  stop(): void
}

/** What a program is given. */
export interface CloudOptions {
  readonly cwd?: string
  /** On top of the environment of the simulated AWS. */
  readonly env?: Readonly<Record<string, string>>
}

/** Judges of what is written for AWS, and of scripts (`cloud.sh`). Each gives what it has to say, nothing where it accepts all files. */
export interface CloudEngine {
  /** The check of the AWS client, and enumerations: `validate('ecs', 'RegisterTaskDefinition', files)`. */
  validate(service: string, operation: string, files: readonly string[]): Promise<string>
  /** cfn-lint's rules for Fargate, on requests of RegisterTaskDefinition. */
  fargateLint(files: readonly string[]): Promise<string>
  cfnLint(files: readonly string[]): Promise<string>
  shellcheck(files: readonly string[]): Promise<string>
  /** Starts a simulated AWS, for as long as this process lives or until it is stopped. */
  moto(): Moto
}

const script = join(root, 'test', 'engines', 'cloud.sh')

/** Gives the judges; where they are not installed, the reason. */
export function startCloud(): CloudEngine | string {
  const cache = process.env['MC_ENGINES'] ?? join(homedir(), '.cache', 'mc-engines')
  const path = `${join(cache, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`
  const env = { ...process.env, PATH: path }
  for (const program of ['aws', 'cfn-lint', 'moto_server', 'shellcheck'])
    if (spawnSync('which', [program], { env }).status !== 0) return `${program} is not there: test/engines/cloud.sh install`
  const judge = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await runIn(env)(script, args)
    return code === 0 ? stdout : `${stdout}${stderr}` || `status ${code}`
  }
  const unless = async (files: readonly string[], ...args: readonly string[]): Promise<string> =>
    files.length === 0 ? '' : judge(...args, ...files)
  return {
    validate: (service, operation, files) => unless(files, 'aws-validate', service, operation),
    fargateLint: (files) => unless(files, 'fargate-lint'),
    cfnLint: (files) => unless(files, 'cfn-lint'),
    shellcheck: (files) => unless(files, 'shellcheck'),
    moto: () => startMoto(path),
  }
}

function startMoto(path: string): Moto {
  const folder = mkdtempSync(join(tmpdir(), 'mc-'))
  const begun = spawnSync(script, ['moto-up', folder], { encoding: 'utf8', env: { ...process.env, PATH: path } })
  if (begun.status !== 0) throw new Error(begun.stderr)
  const stop = (): void => {
    spawnSync(script, ['moto-down', folder], { stdio: 'ignore' })
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', stop)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  const settings = Object.fromEntries(
    begun.stdout
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
  // nothing of an account that this machine knows
  const env: Readonly<Record<string, string>> = {
    PATH: `${join(folder, 'bin')}${delimiter}${path}`,
    HOME: folder,
    TMPDIR: folder,
    LANG: 'C.UTF-8',
    ...settings,
  }
  const run = runIn(env)
  return {
    env,
    run,
    async aws(...args) {
      const { code, stdout, stderr } = await run('aws', [...args, '--output', 'json'])
      if (code !== 0) throw new Error(`aws ${args.join(' ')}\n${stdout}${stderr}`)
      return stdout === '' ? undefined : JSON.parse(stdout)
    },
    stop,
  }
}

/** Gives what runs a program in an environment; it is ended after ten minutes. */
function runIn(env: NodeJS.ProcessEnv): (program: string, args: readonly string[], options?: CloudOptions) => Promise<Finished> {
  return (program, args, { cwd = root, env: more = {} } = {}) =>
    new Promise((resolve) => {
      const limits = { timeout: patience, maxBuffer: 256 * 1024 * 1024 }
      execFile(program, args, { cwd, env: { ...env, ...more }, ...limits }, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1
        resolve({ code, stdout, stderr: stderr || (error?.message ?? '') })
      })
    })
}
