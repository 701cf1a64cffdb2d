/**
 * A program that behaves to NATS and to HTTP clients like a host of wasmCloud 2 (`wash host`), as far as its definitions tell (proto wasmcloud.runtime.v2):
 * it says that it is there, starts what it is asked to, and answers a request for a workload's host name with the workload's environment. It runs no Wasm.
 */
export const washStandIn = `
const net = require('net'), http = require('http')
const flags = {}
process.argv.slice(3).forEach((word, at, words) => { if (word.startsWith('--')) flags[word.slice(2)] = words[at + 1] })
const id = 'host' + Math.floor(Math.random() * 1e9), running = new Map()
const socket = net.connect(4222, new URL(flags['scheduler-nats-url']).hostname)
const publish = (subject, text) => socket.write('PUB ' + subject + ' ' + Buffer.byteLength(text) + '\\r\\n' + text + '\\r\\n')
const beat = () => publish('runtime.operator.heartbeat.' + id, JSON.stringify({ id, hostname: flags['host-name'], labels: { hostgroup: flags['host-group'] } }))
socket.write('CONNECT {"verbose":false}\\r\\nSUB runtime.host.' + id + '.> 1\\r\\n')
beat()
setInterval(beat, 1500)
let buffer = Buffer.alloc(0)
socket.on('data', (data) => {
  buffer = Buffer.concat([buffer, data])
  for (;;) {
    const end = buffer.indexOf('\\r\\n')
    if (end < 0) return
    const line = buffer.subarray(0, end).toString()
    if (line === 'PING') socket.write('PONG\\r\\n')
    if (!line.startsWith('MSG ')) { buffer = buffer.subarray(end + 2); continue }
    const words = line.split(' '), size = Number(words.at(-1))
    if (buffer.length < end + 2 + size + 2) return
    const text = buffer.subarray(end + 2, end + 2 + size).toString()
    buffer = buffer.subarray(end + 2 + size + 2)
    answer(words[1].split('.').slice(3).join('.'), JSON.parse(text), words[3])
  }
})
socket.on('close', () => process.exit(1))
function answer(command, { workloadId, workload }, reply) {
  const say = (workloadState, message) =>
    publish(reply, JSON.stringify({ workloadStatus: { workloadId, workloadState: 'WORKLOAD_STATE_' + workloadState, message } }, null, 2))
  if (command === 'workload.start') {
    if (workload.witWorld.components.some(({ image }) => image.includes('nowhere'))) return say('ERROR', "failed to pull image for component 'x'")
    running.set(workloadId, { workload, asked: 0 })
    console.log('started ' + workloadId)
    return say('STARTING', '')
  }
  const known = running.get(workloadId)
  // a host logs what it does not know and leaves the question without an answer
  if (known !== undefined) say(known.asked++ < 1 ? 'STARTING' : 'RUNNING', '')
}
if (flags['http-addr'])
  http.createServer(({ headers }, response) => {
    const host = headers.host.replace(/:\\d+$/, '')
    for (const { workload } of running.values())
      for (const { config = {} } of workload.witWorld.hostInterfaces)
        if ([config.host, ...(config['host-aliases'] || '').split(',')].includes(host))
          return response.end(JSON.stringify(workload.witWorld.components[0].localResources.environment))
    response.statusCode = 404
    response.end('no workload for ' + host)
  }).listen(Number(flags['http-addr'].split(':').at(-1)))
`
