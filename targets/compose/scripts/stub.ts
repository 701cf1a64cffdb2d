import { connect } from 'node:net'
import { listen, type StubPort } from './stub/listen.js'

/**
 * Answers on the ports of a workload that does not run: `node stub.js <application>/<component> <port>/<kind>…`, where a kind is http, http2, grpc, tcp, udp,
 * or `any`; `node stub.js check <port>/<kind>…` ends with 0 where such a stub listens.
 */
const [who = '', ...words] = process.argv.slice(2)
const ports = words.map(portOf)
if (who === 'check') check(ports)
else serve(who, ports)

function serve(name: string, list: readonly StubPort[]): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit())
  for (const port of list) {
    const listener = listen(name, port)
    listener.on('error', (error) => {
      console.error(error.message)
      process.exit(1)
    })
  }
  // without ports it is there all the same
  setInterval(() => {}, 1 << 30)
  console.log(`stands in for ${name}`)
}

function check(list: readonly StubPort[]): void {
  const open = list.filter(({ kind }) => kind !== 'udp' && kind !== 'sctp')
  let left = open.length
  if (left === 0) process.exit()
  for (const { number } of open) connect(number, '127.0.0.1', () => --left === 0 && process.exit()).on('error', () => process.exit(1))
}

function portOf(word: string): StubPort {
  const [number = '', kind = 'any'] = word.split('/')
  return { number: Number(number), kind }
}
