import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, temporary, writeTree } from './harness.js'

/** What the stand-in for flyctl keeps of an app. */
export interface FakeApp {
  readonly org: string
  readonly secrets: Readonly<Record<string, string>>
  readonly ips: readonly string[]
  readonly certificates: readonly string[]
  readonly volumes: readonly { readonly name: string; readonly region: string; readonly size_gb: number }[]
  readonly machines: readonly { readonly id: string; readonly name?: string; readonly group?: string; readonly region: string }[]
  readonly deployed: string | null
}

export interface FakeRan {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** A folder with a stand-in for `fly` on the PATH, and files to run scripts in. */
export interface FakeFly {
  readonly folder: string
  run(script: string, env?: Readonly<Record<string, string>>): FakeRan
  /** Runs a text of bash. */
  bash(text: string, env?: Readonly<Record<string, string>>): FakeRan
  apps(): Readonly<Record<string, FakeApp>>
  /** Images and arguments of the machines that were started, by app. */
  started(): readonly (readonly string[])[]
  /** The words of every call so far. */
  calls(): readonly (readonly string[])[]
}

/** Makes a folder with these files in which scripts find `fly` (`fake-fly.mjs`). */
export function fakeFly(files: Readonly<Record<string, string>>): FakeFly {
  const folder = temporary()
  writeTree(join(folder, 'out'), files)
  writeTree(join(folder, 'bin'), { fly: `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'test/fake-fly.mjs')}' "$@"\n` })
  chmodSync(join(folder, 'bin', 'fly'), 0o755)
  const [stateFile, log] = [join(folder, 'state.json'), join(folder, 'log')]
  writeFileSync(log, '')
  const spawn = (args: readonly string[], env: Readonly<Record<string, string>> = {}): FakeRan => {
    const { status, stdout, stderr } = spawnSync('bash', args, {
      cwd: join(folder, 'out'),
      encoding: 'utf8',
      env: { PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`, FAKE_FLY_STATE: stateFile, FAKE_FLY_LOG: log, POLL: '0', ...env },
    })
    return { status: status ?? -1, stdout, stderr }
  }
  const state = (): { apps: Readonly<Record<string, FakeApp>>; ran?: readonly (readonly string[])[] } =>
    existsSync(stateFile) ? JSON.parse(readFileSync(stateFile, 'utf8')) : { apps: {} }
  return {
    folder,
    run: (script, env) => spawn([join(folder, 'out', script)], env),
    bash: (text, env) => spawn(['-c', text], env),
    apps: () => state().apps,
    started: () => state().ran ?? [],
    calls: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as string[]),
  }
}
