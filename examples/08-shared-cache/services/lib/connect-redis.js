import { connect } from 'node:net'

const pause = 500

/**
 * Connects to redis and stays connected. Gives `{ get(key), set(key, value, seconds) }`, which are for a cache and so never fail: without a
 * connection `get` finds nothing and `set` does nothing. It speaks as much of redis as these two need; a program of your own takes a package.
 */
export function connectRedis({ host, port }) {
  let socket
  let waiting = []

  const open = () => {
    let unread = Buffer.alloc(0)
    socket = connect({ host, port, noDelay: true })
    socket.on('data', (chunk) => {
      unread = Buffer.concat([unread, chunk])
      for (let reply = readReply(unread); reply !== undefined; reply = readReply(unread)) {
        unread = unread.subarray(reply.length)
        waiting.shift()?.(reply.value)
      }
    })
    // `close` follows
    socket.on('error', ({ message }) => console.error(`redis: ${message}`))
    socket.on('close', () => {
      for (const resolve of waiting) resolve(undefined)
      waiting = []
      setTimeout(open, pause)
    })
  }

  const send = (...words) =>
    new Promise((resolve) => {
      if (socket.readyState !== 'open') return resolve(undefined)
      waiting.push(resolve)
      // a command is a list of texts, each with its length in bytes
      socket.write(`*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`)
    })

  open()
  return {
    get: (key) => send('GET', key),
    set: (key, value, seconds) => send('SET', key, value, 'EX', `${seconds}`),
  }
}

/** Reads a reply: `{ value, length }`, where the value of an error or of nothing is undefined; undefined while it has not come as a whole. */
function readReply(bytes) {
  const end = bytes.indexOf('\r\n')
  if (end < 0) return undefined
  const length = end + 2
  const line = bytes.toString('utf8', 1, end)
  const kind = String.fromCharCode(bytes[0])
  if (kind !== '$') return { value: kind === '-' ? undefined : line, length }
  const size = Number(line)
  if (size < 0) return { value: undefined, length }
  const whole = length + size + 2
  return bytes.length < whole ? undefined : { value: bytes.toString('utf8', length, length + size), length: whole }
}
