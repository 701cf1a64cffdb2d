import { connect } from 'node:net'

const pause = 500

/**
 * Connects to NATS and stays connected. Gives `{ publish(subject, text), isReady() }`; `publish` ends when NATS has the message, and fails without
 * a connection. `subscription` is `{ subject, handle(text) }`. It speaks as much of NATS as that needs; a program of your own takes a package.
 */
export function connectNats({ host, port, subscription }) {
  let socket
  let isReady = false
  let waiting = []

  const open = () => {
    let unread = Buffer.alloc(0)
    socket = connect({ host, port, noDelay: true })
    socket.on('data', (chunk) => {
      unread = Buffer.concat([unread, chunk])
      for (let message = readMessage(unread); message !== undefined; message = readMessage(unread)) {
        unread = unread.subarray(message.length)
        receive(message)
      }
    })
    // `close` follows
    socket.on('error', ({ message }) => console.error(`nats: ${message}`))
    socket.on('close', () => {
      isReady = false
      for (const { reject } of waiting) reject(new Error('the connection to NATS is lost'))
      waiting = []
      setTimeout(open, pause)
    })
  }

  const receive = ({ words: [kind], text }) => {
    if (kind === 'INFO') greet()
    else if (kind === 'MSG') subscription.handle(text)
    else if (kind === 'PING') socket.write('PONG\r\n')
    else if (kind === 'PONG') waiting.shift()?.resolve()
    else if (kind === '-ERR') socket.destroy()
  }

  /** NATS answers PING when it has done all that came before it. */
  const settled = () =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject })
      socket.write('PING\r\n')
    })

  const greet = () => {
    socket.write('CONNECT {"verbose":false,"pedantic":false,"lang":"node","version":"1"}\r\n')
    if (subscription) socket.write(`SUB ${subscription.subject} 1\r\n`)
    settled().then(
      () => {
        isReady = true
        console.log('nats: connected')
      },
      () => {},
    )
  }

  open()
  return {
    async publish(subject, text) {
      if (!isReady) throw new Error('no connection to NATS')
      socket.write(`PUB ${subject} ${Buffer.byteLength(text)}\r\n${text}\r\n`)
      await settled()
    },
    isReady: () => isReady,
  }
}

/** Reads a line of the protocol, and the text that follows a MSG: `{ words, text, length }`; undefined while it has not come as a whole. */
function readMessage(bytes) {
  const end = bytes.indexOf('\r\n')
  if (end < 0) return undefined
  const words = bytes.toString('utf8', 0, end).split(' ')
  const start = end + 2
  if (words[0] !== 'MSG') return { words, length: start }
  const size = Number(words.at(-1))
  const length = start + size + 2
  return bytes.length < length ? undefined : { words, text: bytes.toString('utf8', start, start + size), length }
}
