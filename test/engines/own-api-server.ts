import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../harness.js'
import { waitFor } from './wait-for.js'

/** An API server that a test may mistreat; nobody else uses it. */
export interface OwnApiServer {
  readonly env: Readonly<Record<string, string>>
  /** Ends it at once, as `kill -9` does; what it has stored stays. */
  kill(): void
  /** Starts it again and waits until it answers. */
  revive(): Promise<void>
  /** Stops it from answering, without ending it. */
  freeze(): void
  thaw(): void
  /** Ends everything and removes its state. */
  down(): void
}

/** Starts an API server of its own, with its controllers (`kubernetes.sh`); or gives the reason why that is not possible. */
export function startOwnApiServer(): OwnApiServer | string {
  const script = join(root, 'test', 'engines', 'kubernetes.sh')
  const folder = mkdtempSync(join(tmpdir(), 'mc-'))
  const down = (): void => {
    spawnSync(script, ['down', folder], { stdio: 'ignore' })
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', down)
  const begun = spawnSync(script, ['up', folder], { encoding: 'utf8' })
  if (begun.status !== 0) return begun.stderr.trim() || 'no Kubernetes could be started'
  const pidFile = join(folder, 'kube-apiserver.pid')
  const pid = (): number => Number(readFileSync(pidFile, 'utf8'))
  const [program = '', ...args] = readFileSync(`/proc/${pid()}/cmdline`, 'utf8').split('\0').slice(0, -1)
  const port = args.find((arg) => arg.startsWith('--secure-port='))!.slice('--secure-port='.length)
  return {
    env: { PATH: process.env['PATH'] ?? '', KUBECONFIG: join(folder, 'kubeconfig') },
    kill: () => process.kill(pid(), 'SIGKILL'),
    async revive() {
      const child = spawn(program, args, { detached: true, stdio: 'ignore' })
      child.unref()
      writeFileSync(pidFile, String(child.pid))
      await waitFor(() => isReady(port), Boolean, 60)
    },
    freeze: () => process.kill(pid(), 'SIGSTOP'),
    thaw: () => process.kill(pid(), 'SIGCONT'),
    down,
  }
}

function isReady(port: string): Promise<boolean> {
  return new Promise((resolve) => {
    // only whether it answers is asked, and whoever may ask
    const sent = request({ host: '127.0.0.1', port, path: '/readyz', rejectUnauthorized: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
    sent.on('error', () => resolve(false))
    sent.end()
  })
}
