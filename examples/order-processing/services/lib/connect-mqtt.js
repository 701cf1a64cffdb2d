import { keepConnection } from './keep-connection.js'
import { encodeConnect, encodePacket, encodeText, readPacket, types } from './mqtt-packets.js'

const keepAlive = 30
const patience = 5000
const retryPause = 1000
const atLeastOnce = 1

/**
 * Connects to an MQTT 3.1.1 broker and stays connected. Gives `{ publish(topic, text), isReady(), close() }`; `publish` resolves when the
 * broker has confirmed the message, fails at once while there is no connection, and after five seconds without a confirmation.
 * `subscription` is `{ topic, handle(text) }`: a message is confirmed to the broker when `handle` has succeeded. Where it fails, the connection
 * is given up, because the broker delivers again only on a new one. The broker keeps messages for an absent subscriber under its `clientId`.
 */
export function connectMqtt({ clientId, subscription, ...address }) {
  let lastId = 0
  let waiting = new Map()

  const nextId = () => {
    lastId = (lastId % 0xffff) + 1
    const bytes = Buffer.alloc(2)
    bytes.writeUInt16BE(lastId)
    return bytes
  }

  const connection = keepConnection({ name: 'mqtt', ...address }, (socket, confirm) => {
    let unread = Buffer.alloc(0)
    let isAnswered = true
    const heartbeat = setInterval(() => {
      if (!isAnswered) return socket.destroy(new Error('no heartbeat'))
      isAnswered = false
      socket.write(encodePacket(types.pingreq))
    }, keepAlive * 500)

    const receive = async ({ flags, body }) => {
      try {
        const start = 2 + body.readUInt16BE(0)
        const needsConfirmation = (flags >> 1) & 3
        const text = body.toString('utf8', start + (needsConfirmation ? 2 : 0))
        await subscription.handle(text)
        if (needsConfirmation) socket.write(encodePacket(types.puback, body.subarray(start, start + 2)))
      } catch (error) {
        // the broker would deliver it again at once
        setTimeout(() => socket.destroy(error), retryPause)
      }
    }

    const answer = (packet) => {
      switch (packet.type) {
        case types.connack:
          if (packet.body[1] !== 0) throw new Error(`refused with code ${packet.body[1]}`)
          if (subscription) socket.write(encodePacket(types.subscribe, nextId(), encodeText(subscription.topic), Buffer.of(atLeastOnce)))
          else confirm()
          return
        case types.suback:
          if (packet.body[2] === 0x80) throw new Error(`subscription to ${subscription.topic} refused`)
          return confirm()
        case types.publish:
          return void receive(packet)
        case types.puback:
          return waiting.get(packet.body.readUInt16BE(0))?.resolve()
        case types.pingresp:
          isAnswered = true
      }
    }

    socket.write(encodeConnect({ clientId, keepAlive, isKept: subscription !== undefined }))
    return {
      data(chunk) {
        unread = Buffer.concat([unread, chunk])
        for (let packet = readPacket(unread); packet; packet = readPacket(unread)) {
          unread = unread.subarray(packet.length)
          answer(packet)
        }
      },
      lost(error) {
        clearInterval(heartbeat)
        const abandoned = waiting
        waiting = new Map()
        for (const publication of abandoned.values()) publication.reject(error)
      },
    }
  })

  return {
    async publish(topic, text) {
      const socket = connection.current()
      const id = nextId()
      const key = id.readUInt16BE(0)
      const { promise, ...publication } = withResolvers()
      const timer = setTimeout(() => socket.destroy(new Error('no confirmation')), patience)
      waiting.set(key, publication)
      socket.write(encodePacket(types.publish | (atLeastOnce << 1), encodeText(topic), id, Buffer.from(text)))
      return promise.finally(() => {
        clearTimeout(timer)
        waiting.delete(key)
      })
    },
    isReady: connection.isReady,
    close() {
      if (connection.isReady()) connection.current().write(encodePacket(types.disconnect))
      connection.close()
    },
  }
}

/** `Promise.withResolvers` of later Nodes. */
function withResolvers() {
  let resolve
  let reject
  const promise = new Promise((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
