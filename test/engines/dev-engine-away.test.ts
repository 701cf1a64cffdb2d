import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { root, skip, temporary, tests } from '../harness.js'
import { killSessions, startDev } from './dev-session.js'
import { startEngine } from './engine.js'

const script = join(root, 'test', 'engines', 'docker.sh')
const shared = startEngine()
// the engine's sockets allow a short path only
const folder = mkdtempSync(join(tmpdir(), 'mc-'))
const env: Record<string, string> = typeof shared === 'string' ? {} : { ...shared.env, DOCKER_HOST: `unix://${folder}/docker.sock` }
const docker = (...words: string[]): string => execFileSync('docker', words, { env, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] })

process.once('exit', () => {
  killSessions()
  spawnSync(script, ['stop', folder], { env, stdio: 'ignore' })
  rmSync(folder, { recursive: true, force: true })
})

/** Starts an engine of this test's own, with one image; gives why not. */
function startOwn(): string | undefined {
  if (typeof shared === 'string') return shared
  const begun = spawnSync(script, ['start', folder], { env, encoding: 'utf8' })
  if (begun.status !== 0) return begun.stderr.trim()
  const image = execFileSync('docker', ['save', 'busybox:1'], { env: shared.env, maxBuffer: 64 * 1024 * 1024 })
  execFileSync('docker', ['load', '--quiet'], { env, input: image, stdio: ['pipe', 'ignore', 'inherit'] })
  return undefined
}

const manifest = `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: away}
spec:
  components:
    - name: clock
      type: worker
      properties:
        image: busybox:1
        cmd: [sleep, "100000"]
        readinessProbe: {exec: {command: ["true"]}, periodSeconds: 1}
`

/** Ends the engine as its own service manager would, its state kept. */
function stopEngine(): void {
  process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 'SIGTERM')
  for (let tries = 0; tries < 100 && spawnSync('docker', ['info'], { env, stdio: 'ignore' }).status === 0; tries++)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
}

const reason = startOwn()
if (reason !== undefined) skip('mc dev without its engine', reason, true)
else
  tests('mc dev when Docker goes away', {
    'says so, goes on when it is back, and leaves nothing behind': async () => {
      const cwd = temporary({ 'app.yaml': manifest })
      const session = startDev(cwd, ['--timeout', '60'], env)
      await session.sees(/ready after/, 60)
      stopEngine()
      await session.sees(/Docker no longer answers; waiting 60 s for it to come back \(Ctrl-C ends\)\n/)
      assert.is(spawnSync(script, ['start', folder], { env }).status, 0)
      await session.sees(/Docker is back\n/)
      await session.sees(/away-clock +away\/clock +running +healthy/, 60)
      session.interrupt()
      assert.is(await session.end(), 130, session.text())
      assert.is(docker('ps', '--all', '--quiet'), '')
    },
    'ends with 3 and says how to clean up when it does not come back': async () => {
      const cwd = temporary({ 'app.yaml': manifest })
      const session = startDev(cwd, ['--timeout', '3'], env)
      await session.sees(/ready after/, 60)
      stopEngine()
      assert.is(await session.end(), 3, session.text())
      assert.match(
        session.text(),
        /mc: Docker did not come back within 3 s: when it does, `mc dev --down` removes what it may start again\n$/,
      )
      // nobody started without Docker either
      const again = startDev(cwd, [], env)
      assert.is(await again.end(), 3, again.text())
      assert.match(
        again.text(),
        /^mc: Docker does not answer \(.*\): start Docker Desktop .*; `mc render -t compose` works without Docker\n$/,
      )
      assert.is(spawnSync(script, ['start', folder], { env }).status, 0)
      const down = startDev(cwd, ['--down'], env)
      assert.is(await down.end(), 0, down.text())
      assert.is(docker('ps', '--all', '--quiet'), '')
    },
  })
