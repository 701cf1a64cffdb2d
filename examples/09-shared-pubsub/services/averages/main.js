// GET /averages: the average of each room, of all readings that it has heard of.
import { busAddress, subject } from '../lib/bus-address.js'
import { connectNats } from '../lib/connect-nats.js'
import { serveJson } from '../lib/serve-json.js'

const rooms = new Map()

const bus = connectNats({
  ...busAddress,
  subscription: {
    subject,
    handle(text) {
      const { room, degrees } = JSON.parse(text)
      const { sum, count } = rooms.get(room) ?? { sum: 0, count: 0 }
      rooms.set(room, { sum: sum + degrees, count: count + 1 })
    },
  },
})

serveJson(bus, () => ({ status: 200, body: Object.fromEntries([...rooms].map(([room, { sum, count }]) => [room, sum / count])) }))
