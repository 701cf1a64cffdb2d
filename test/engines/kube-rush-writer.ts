import { createInterface } from 'node:readline'
import { openKubeStore } from '../../src/store/kube/open-kube-store.js'
import { type Change, LatticeChanged } from '../../src/store/store.js'
import { eventOf, putChange } from '../store/stored-applications.js'
import { surroundingsIn } from '../store/surroundings-in.js'
import type { RushOrder, RushTurn } from './store-rush.js'

// One process of the rush on a cluster: puts and deploys as commands do it, but for what the cluster has to run, and tells after each how it ended.
const order: RushOrder = JSON.parse(process.argv[2] ?? '')
await new Promise((resolve) => createInterface(process.stdin).once('line', resolve))
for (let turn = 0; turn < order.turns; turn++) {
  const number = Math.floor(turn / 2)
  const act = turn % 2 === 0 ? 'put' : 'deploy'
  const name = number % 5 === 0 ? 'shared' : `app-${order.writer}-${number % 8}`
  const told = { act, name, version: `${order.writer}.${number}.0`, message: `rush ${order.writer}-${turn}` } as const
  const begun = performance.now()
  const stderr = await make(told)
  const end: RushTurn = { ...told, code: stderr === '' ? 0 : 3, stderr, milliseconds: Math.round(performance.now() - begun) }
  process.stdout.write(`${JSON.stringify(end)}\n`)
}

/** Each turn opens the lattice anew, as a command does; gives why nothing was done, or an empty text. */
async function make({ act, name, version, message }: Pick<RushTurn, 'act' | 'name' | 'version' | 'message'>): Promise<string> {
  const store = await openKubeStore(
    order.url.slice('kube:'.length),
    surroundingsIn('/', { env: order.env, timeLimit: order.timeout * 1000 }),
  )
  const end = performance.now() + order.timeout * 1000
  try {
    for (let tries = 1; performance.now() < end; tries++) {
      const snapshot = await store.read()
      const before = snapshot.records.get(name)
      if (act === 'deploy' && !before?.versions.some((own) => own.version === version)) return 'no such version'
      const put = putChange(name, version, undefined, before)
      const event = { ...eventOf(act, version), message }
      const change: Change = new Map([[name, act === 'put' ? { ...put, event } : { record: { ...before!, deployed: version }, event }]])
      try {
        await store.commit(snapshot, change)
        return ''
      } catch (error) {
        if (!(error instanceof LatticeChanged)) throw error
        await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(500, 5 * 2 ** tries)))
      }
    }
    return 'others changed the lattice'
  } finally {
    await store.close()
  }
}
