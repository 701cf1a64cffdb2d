import { createInterface } from 'node:readline'
import { run } from '../harness.js'
import type { RushOrder, RushTurn } from './store-rush.js'

// One process of the rush (store-rush.ts): puts and deploys through the command line as fast as it can, and tells after each how it ended.
const order: RushOrder = JSON.parse(process.argv[2] ?? '')
// all begin together
await new Promise((resolve) => createInterface(process.stdin).once('line', resolve))
for (let turn = 0; turn < order.turns; turn++) {
  const number = Math.floor(turn / 2)
  const name = number % 5 === 0 ? 'shared' : `app-${order.writer}-${number % 8}`
  const version = `${order.writer}.${number}.0`
  const act = turn % 2 === 0 ? 'put' : 'deploy'
  const words = act === 'put' ? ['put', '-'] : ['deploy', `${name}@${version}`]
  const message = `rush ${order.writer}-${turn}`
  const begun = performance.now()
  const { code, stderr } = await run(
    [...words, '--lattice', order.url, '--timeout', String(order.timeout), '--actor', `writer-${order.writer}`, '--message', message],
    {
      ...(act === 'put' && { stdin: order.manifest.replaceAll('<name>', name).replaceAll('<version>', version) }),
      env: order.env,
      cwd: order.cwd,
    },
  )
  const told: RushTurn = { act, name, version, message, code, stderr, milliseconds: Math.round(performance.now() - begun) }
  process.stdout.write(`${JSON.stringify(told)}\n`)
}
