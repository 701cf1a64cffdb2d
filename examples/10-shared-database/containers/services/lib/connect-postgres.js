import { connect } from 'node:net'
import { beginScram } from './begin-scram.js'
import { encodeMessage, encodeText, errorIn, readMessage, rowIn } from './postgres-messages.js'

const pause = 500
const version3 = 196608

/**
 * Connects to PostgreSQL (protocol 3.0) and stays connected. Gives `{ query(text, ...values), isReady() }`: `query` gives rows, each a list of texts,
 * and fails with what the database says. `begin(query)` prepares each new connection. It speaks as much as that needs; a program of your own takes a package.
 */
export function connectPostgres({ host, port, database, user, password, begin }) {
  let socket
  let isReady = false
  let waiting = []

  const open = () => {
    let unread = Buffer.alloc(0)
    const scram = beginScram(password)
    // the answer to the greeting ends as that to a query does
    const greeting = { rows: [], resolve: prepare, reject: (error) => socket.destroy(error) }
    waiting = [greeting]
    socket = connect({ host, port, noDelay: true })
    socket.on('connect', () => {
      const settings = ['user', user, 'database', database].map(encodeText)
      const length = Buffer.alloc(8)
      length.writeInt32BE(version3, 4)
      const body = Buffer.concat([length, ...settings, Buffer.of(0)])
      body.writeInt32BE(body.length)
      socket.write(body)
    })
    socket.on('data', (chunk) => {
      unread = Buffer.concat([unread, chunk])
      try {
        for (let message = readMessage(unread); message !== undefined; message = readMessage(unread)) {
          unread = unread.subarray(message.length)
          receive(message, scram)
        }
      } catch (error) {
        socket.destroy(error)
      }
    })
    // `close` follows
    socket.on('error', ({ message }) => console.error(`postgres: ${message}`))
    socket.on('close', () => {
      isReady = false
      for (const { reject } of waiting) reject(new Error('the connection to the database is lost'))
      waiting = []
      setTimeout(open, pause)
    })
  }

  const receive = ({ kind, body }, scram) => {
    const [current] = waiting
    if (kind === 'R') {
      const answer = scram(body)
      if (answer !== undefined) socket.write(encodeMessage('p', answer))
    } else if (kind === 'D') current.rows.push(rowIn(body))
    else if (kind === 'E') current.error = errorIn(body)
    else if (kind === 'Z') {
      waiting.shift()
      if (current.error === undefined) current.resolve(current.rows)
      else current.reject(current.error)
    }
    // without an account no query ever comes
    if (kind === 'E' && !isReady && waiting.length === 1) socket.destroy(current.error)
  }

  const query = (text, ...values) =>
    new Promise((resolve, reject) => {
      waiting.push({ rows: [], resolve, reject })
      const parameters = values.map((value) => {
        const bytes = Buffer.from(String(value))
        const size = Buffer.alloc(4)
        size.writeInt32BE(bytes.length)
        return Buffer.concat([size, bytes])
      })
      const none = Buffer.of(0, 0)
      const bind = Buffer.concat([none, none, Buffer.of(0, values.length), ...parameters, none])
      const parse = Buffer.concat([encodeText(''), encodeText(text), none])
      // parse and bind without names, execute without a limit, sync
      socket.write(
        Buffer.concat([encodeMessage('P', parse), encodeMessage('B', bind), encodeMessage('E', Buffer.alloc(5)), encodeMessage('S')]),
      )
    })

  const prepare = async () => {
    try {
      await begin(query)
      isReady = true
      console.log(`postgres: connected as ${user}`)
    } catch (error) {
      socket.destroy(error)
    }
  }

  open()
  return {
    async query(text, ...values) {
      if (!isReady) throw new Error('no connection to the database')
      return query(text, ...values)
    },
    isReady: () => isReady,
  }
}
