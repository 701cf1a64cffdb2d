// POST /readings {"room": "kitchen", "degrees": 21}: publishes the reading for whoever listens.
import { busAddress, subject } from '../lib/bus-address.js'
import { connectNats } from '../lib/connect-nats.js'
import { serveJson } from '../lib/serve-json.js'

const bus = connectNats(busAddress)

serveJson(bus, async ({ method, text }) => {
  if (method !== 'POST') return { status: 405, body: { error: 'POST a reading' } }
  const reading = parse(text)
  if (reading === undefined) return { status: 400, body: { error: 'a reading is {"room": "<word>", "degrees": <number>}' } }
  await bus.publish(`${subject}.${reading.room}`, JSON.stringify(reading))
  return { status: 202, body: { published: reading } }
})

function parse(text) {
  try {
    const { room, degrees } = JSON.parse(text)
    return /^\w+$/.test(room) && typeof degrees === 'number' ? { room, degrees } : undefined
  } catch {
    return undefined
  }
}
