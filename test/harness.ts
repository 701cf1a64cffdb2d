import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { main } from '../src/cli.js'
import { type Host, nodeHost } from '../src/host.js'
import { nodePrograms, type Programs } from '../src/programs.js'

/** What the runner (`run.mjs`) counts; the closing line comes from here. */
interface Tally {
  passed: number
  failed: number
  readonly skipped: string[]
  readonly files: Set<number>
}

declare global {
  var mcTests: Tally
  var mcShare: { readonly index: number; readonly of: number }
  var UVU_INDEX: number
}

export interface RunOptions {
  /** Folder to run in; a new empty one where it is not given. */
  readonly cwd?: string
  /** Files to write there before. */
  readonly files?: Readonly<Record<string, string>>
  readonly stdin?: string | Uint8Array
  readonly stdinIsTerminal?: boolean
  readonly terminal?: boolean
  readonly env?: Readonly<Record<string, string>>
  /** Stands between mc and the machine, to put errors in. */
  readonly host?: (host: Host) => Host
  /** Takes the place of the machine's programs. */
  readonly programs?: Programs
  /** Is given a function that presses Ctrl-C. */
  readonly onStart?: (interrupt: () => void) => void
  /** Is told of everything that is written, as it is written. */
  readonly onWrite?: (stream: 'stdout' | 'stderr', text: string) => void
}

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  readonly cwd: string
}

/** Runs the whole command line in this process, with streams of its own. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const cwd = options.cwd ?? temporary()
  writeTree(cwd, options.files ?? {})
  const written = { stdout: '', stderr: '' }
  const stream = (name: 'stdout' | 'stderr') => ({
    write(text: string) {
      written[name] += text
      options.onWrite?.(name, text)
    },
    isTTY: options.terminal ?? false,
  })
  const stdin = options.stdin
  const listeners = new Set<() => void>()
  const host = nodeHost(pathToFileURL(`${root}/`))
  options.onStart?.(() => {
    for (const listener of listeners) listener()
  })
  const code = await main({
    argv: args,
    stdin: Object.assign(
      (async function* () {
        if (stdin !== undefined) yield typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin
      })(),
      { isTTY: options.stdinIsTerminal ?? false },
    ),
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    env: options.env ?? {},
    cwd,
    host: options.host?.(host) ?? host,
    programs: options.programs === undefined ? nodePrograms : async () => options.programs!,
    onInterrupt(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  })
  return { code, ...written, cwd }
}

export type Case = () => void | Promise<void>

/** The repository's root. */
export const root = process.cwd()

/** Registers test cases. The only way to a test here: a suite whose `run` is forgotten cannot exist. */
export function tests(name: string, cases: Readonly<Record<string, Case>>): void {
  const test = suite(name)
  globalThis.mcTests.files.add(globalThis.UVU_INDEX)
  let began = 0
  test.before(() => {
    began = Date.now()
  })
  // where the time of a run on real engines goes
  test.after(() => {
    const seconds = Math.round((Date.now() - began) / 1000)
    if (seconds >= 5) process.stdout.write(` ${seconds} s`)
  })
  if (Object.keys(cases).length === 0) throw new Error(`${name} has no cases`)
  for (const [title, body] of Object.entries(cases)) {
    test(title, async () => {
      try {
        await body()
        globalThis.mcTests.passed++
      } catch (error) {
        globalThis.mcTests.failed++
        throw error
      }
    })
  }
  test.run()
}

/** Gives the part of the cases that this process takes, where the runner shares them out (`run.mjs --halves`). */
export function shareOf<T>(all: readonly T[]): readonly T[] {
  const { index, of } = globalThis.mcShare
  return all.filter((_, place) => place % of === index)
}

/** Leaves tests out on a laptop, and says why in the closing lines; in CI a missing engine is a failure. */
export function skip(name: string, reason: string, allowedInCi = false): void {
  if (process.env['CI'] && !allowedInCi) {
    tests(name, {
      [`needs what is missing: ${reason}`]: () => {
        throw new Error(reason)
      },
    })
    return
  }
  globalThis.mcTests.files.add(globalThis.UVU_INDEX)
  globalThis.mcTests.skipped.push(`${name}: ${reason}`)
}

/** The folder of recorded answers that may lie beside the repository. */
export function conformance(path: string): string | undefined {
  const folder = join(root, '..', 'shared', path)
  return existsSync(folder) ? folder : undefined
}

const folders: string[] = []
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** Gives a new empty folder with `files` in it; everything is removed when the process ends. */
export function temporary(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'mc-'))
  folders.push(folder)
  writeTree(folder, files)
  return folder
}

export function writeTree(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** Gives every file under a folder by its path, `/` between names, sorted. */
export function readTree(folder: string): Record<string, string> {
  return Object.fromEntries(listFiles(folder).map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')]))
}

export function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? listFiles(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort()
}

/** The examples by their paths below `examples`: each folder that holds manifests is a lattice of its own. */
export function exampleNames(): string[] {
  const folder = join(root, 'examples')
  const manifests = listFiles(folder).filter((path) => /\.ya?ml$/.test(path))
  return [...new Set(manifests.map((path) => relative(folder, dirname(path)).replaceAll('\\', '/')))]
}

/** Compares files with `test/golden/<name>/`: the list first, then every byte. `UPDATE=1 npm test` rewrites it, and a person reads the diff. */
export function golden(name: string, actual: Readonly<Record<string, string>>): void {
  const folder = join(root, 'test', 'golden', name)
  if (process.env['UPDATE']) {
    rmSync(folder, { recursive: true, force: true })
    writeTree(folder, actual)
    return
  }
  const expected = readTree(folder)
  assert.equal(Object.keys(actual).sort(), Object.keys(expected).sort(), `files of test/golden/${name} (UPDATE=1 npm test rewrites them)`)
  for (const [path, text] of Object.entries(actual)) {
    if (expected[path] !== text) assert.fixture(text, expected[path] ?? '', `test/golden/${name}/${path}`)
    assert.ok(expected[path] === text, `test/golden/${name}/${path} differs in white space`)
  }
}
