import { keepConnection } from './keep-connection.js'

const patience = 5000

/**
 * Connects to redis and stays connected. Gives `{ set(key, value), get(key), isReady(), close() }`; a command fails at once while there is
 * no connection, and after five seconds without an answer. `get` gives undefined for a key that does not exist.
 */
export function connectRedis(address) {
  let waiting = []

  const send = (socket, words) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => socket.destroy(new Error('no answer')), patience)
      const settle = (end) => (result) => {
        clearTimeout(timer)
        end(result)
      }
      waiting.push({ resolve: settle(resolve), reject: settle(reject) })
      socket.write(encodeCommand(words))
    })

  const connection = keepConnection({ name: 'redis', ...address }, (socket, confirm) => {
    let unread = Buffer.alloc(0)
    send(socket, ['PING']).then(confirm, (error) => socket.destroy(error))
    return {
      data(chunk) {
        unread = Buffer.concat([unread, chunk])
        for (let reply = readReply(unread); reply; reply = readReply(unread)) {
          unread = unread.subarray(reply.length)
          const command = waiting.shift()
          if (reply.error === undefined) command.resolve(reply.value)
          else command.reject(new Error(reply.error))
        }
      },
      lost(error) {
        const abandoned = waiting
        waiting = []
        for (const command of abandoned) command.reject(error)
      },
    }
  })

  const command = async (...words) => send(connection.current(), words)
  return {
    set: (key, value) => command('SET', key, value),
    get: (key) => command('GET', key),
    isReady: connection.isReady,
    close: connection.close,
  }
}

/** RESP: a command is an array of strings, each with its length in bytes. */
function encodeCommand(words) {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`
}

/** Reads one RESP reply: `{ value, length }` or `{ error, length }` with its length in bytes, undefined while it is incomplete. */
function readReply(bytes) {
  const end = bytes.indexOf('\r\n')
  if (end < 0) return undefined
  const text = bytes.toString('utf8', 1, end)
  const length = end + 2
  switch (String.fromCharCode(bytes[0])) {
    case '+':
      return { value: text, length }
    case '-':
      return { error: text, length }
    case '$': {
      const size = Number(text)
      if (size < 0) return { value: undefined, length }
      const whole = length + size + 2
      return bytes.length < whole ? undefined : { value: bytes.toString('utf8', length, length + size), length: whole }
    }
    default:
      throw new Error('unexpected reply')
  }
}
