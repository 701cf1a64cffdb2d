// Takes orders: POST /order writes `created` for a new id to redis, tells the others over MQTT, and answers where the order's status can be asked.
import { randomUUID } from 'node:crypto'
import { addressOf } from '../lib/address-of.js'
import { closeOnSignal } from '../lib/close-on-signal.js'
import { connectMqtt } from '../lib/connect-mqtt.js'
import { connectRedis } from '../lib/connect-redis.js'
import { serveHealth } from '../lib/serve-health.js'
import { serveJson } from '../lib/serve-json.js'

const topic = process.env.MQTT_TOPIC ?? 'neworders'
const redis = connectRedis(addressOf('REDIS'))
// several copies may run, and a broker allows one connection for each client id
const mqtt = connectMqtt({ clientId: `orderprocessor-${randomUUID()}`, ...addressOf('MQTT') })

const server = serveJson(async ({ method, path, text }) => {
  if (path !== '/order') return { status: 404, body: { error: 'not found' } }
  if (method !== 'POST') return { status: 405, body: { error: 'only POST' }, headers: { allow: 'POST' } }
  const order = parse(text)
  if (order === undefined) return { status: 400, body: { error: 'the order is not JSON' } }
  const id = randomUUID()
  const status = 'created'
  // before the message: whoever gets it may already write the next status
  await redis.set(id, status)
  await mqtt.publish(topic, JSON.stringify({ id, order }))
  return { status: 202, body: { task: { href: `/orderstatus/${id}`, id, status } } }
})

const health = serveHealth([redis, mqtt])
closeOnSignal(
  () => new Promise((closed) => server.close(closed)),
  mqtt.close,
  redis.close,
  () => health.close(),
)

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
