import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import * as assert from 'uvu/assert'
import type { Store } from '../../src/store/store.js'
import { root } from '../harness.js'

/** What every process of a rush is told. */
export interface RushOrder {
  readonly writer: number
  readonly url: string
  /** Puts and deploys by turns. */
  readonly turns: number
  /** Seconds of each command. */
  readonly timeout: number
  /** What is put, `<name>` and `<version>` in their places. */
  readonly manifest: string
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
}

/** How a turn ended. */
export interface RushTurn {
  readonly act: 'put' | 'deploy'
  readonly name: string
  readonly version: string
  readonly message: string
  readonly code: number
  readonly stderr: string
  readonly milliseconds: number
}

/** What a rush is about. */
export interface Rush {
  readonly name: string
  readonly url: string
  /** Opens the lattice to look at it afterwards. */
  open(): Promise<Store>
  readonly processes?: number
  readonly turns?: number
  readonly timeout?: number
  readonly manifest?: string
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** What each process runs: a file beside this one; `store-rush-writer` where it is not given. */
  readonly writer?: string
}

/**
 * Lets processes put and deploy on one lattice at once, each as fast as it can, every fifth time the application that all share; asserts that afterwards everything
 * acknowledged is there, nothing is there twice, and whoever lost was told. Gives a line with what was measured.
 */
export async function rush({
  name,
  url,
  open,
  processes = 8,
  turns = 200,
  timeout = 60,
  writer: script = 'store-rush-writer',
  ...rest
}: Rush): Promise<string> {
  const orders = Array.from(
    { length: processes },
    (_, writer): RushOrder => ({
      writer,
      url,
      turns,
      timeout,
      manifest: rest.manifest ?? plainManifest,
      env: rest.env ?? {},
      cwd: rest.cwd ?? root,
    }),
  )
  const begun = performance.now()
  const made = (await runWriters(orders, script)).flat()
  const seconds = (performance.now() - begun) / 1000
  assert.is(made.length, processes * turns)
  const store = await open()
  try {
    await assertNothingLost(store, made)
  } finally {
    await store.close()
  }
  const [done, lost] = [made.filter(({ code }) => code === 0), made.filter(({ code }) => code !== 0)]
  const times = made.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)
  const part = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return `rush on ${name}: ${processes} processes × ${turns} in ${seconds.toFixed(1)} s, ${done.length} acknowledged, ${lost.length} told that they lost, median ${part(0.5)} ms, 99 % ${part(0.99)} ms`
}

async function assertNothingLost(store: Store, made: readonly RushTurn[]): Promise<void> {
  const { records } = await store.read()
  const names = [...new Set(made.map((turn) => turn.name))]
  const histories = new Map(
    await Promise.all(names.map(async (name) => [name, store.hasHistory ? await store.history(name) : []] as const)),
  )
  for (const turn of made) {
    const { act, name, version, message, code, stderr } = turn
    const label = `${act} ${name}@${version}: exit ${code}\n${stderr}`
    const times = records.get(name)?.versions.filter((own) => own.version === version).length ?? 0
    const told = histories.get(name)?.filter((event) => event.message === message) ?? []
    // a deploy whose put was lost finds no version
    if (code !== 0) assert.match(stderr, /others changed the lattice|lifecycle\/changed|no such version|no such application/, label)
    if (act === 'put') assert.is(times, code === 0 ? 1 : 0, label)
    if (store.hasHistory) assert.is(told.length, code === 0 ? 1 : 0, label)
  }
  for (const [name, events] of histories) {
    const revisions = events.map(({ revision }) => revision ?? 0)
    assert.equal(
      revisions,
      [...new Set(revisions)].sort((a, b) => a - b),
      `history of ${name}`,
    )
    const last = events.filter(({ act }) => act === 'deploy').at(-1)
    if (store.hasHistory) assert.is(records.get(name)?.deployed, last?.version, `what is deployed of ${name}`)
    const puts = events.filter(({ act }) => act === 'put').map(({ version }) => version)
    if (store.hasHistory)
      assert.equal(
        records.get(name)?.versions.map(({ version }) => version),
        puts,
        `versions of ${name}`,
      )
  }
}

async function runWriters(orders: readonly RushOrder[], script: string): Promise<readonly (readonly RushTurn[])[]> {
  const folder = join(root, 'dist', `rush-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  try {
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    await build({
      entryPoints: [`test/engines/${script}.ts`],
      outdir: folder,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      define: { MC_VERSION: '"0.0.0-test"' },
      logLevel: 'warning',
    })
    return await Promise.all(orders.map((order) => runWriter(join(folder, `${script}.js`), order)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function runWriter(script: string, order: RushOrder): Promise<readonly RushTurn[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, JSON.stringify(order)], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] })
    const written: string[] = []
    child.stdout.setEncoding('utf8').on('data', (text) => written.push(text))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code !== 0) return reject(new Error(`a writer ended with ${code}`))
      resolve(
        written
          .join('')
          .trim()
          .split('\n')
          .map((line): RushTurn => JSON.parse(line)),
      )
    })
    child.stdin.end('go\n')
  })
}

const plainManifest = `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: <name>
  annotations:
    version: <version>
spec:
  components:
    - name: web
      type: webservice
      properties:
        image: registry.example.com/<name>:<version>
`
