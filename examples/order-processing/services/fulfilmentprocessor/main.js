// Fulfils orders: for each order that comes over MQTT it writes `fulfilled` to redis. Twice is as good as once, so a repeated message does no harm.
import { addressOf } from '../lib/address-of.js'
import { closeOnSignal } from '../lib/close-on-signal.js'
import { connectMqtt } from '../lib/connect-mqtt.js'
import { connectRedis } from '../lib/connect-redis.js'
import { serveHealth } from '../lib/serve-health.js'

const redis = connectRedis(addressOf('REDIS'))
const mqtt = connectMqtt({
  clientId: 'fulfilmentprocessor',
  ...addressOf('MQTT'),
  subscription: { topic: process.env.MQTT_TOPIC ?? 'neworders', handle: fulfil },
})

const health = serveHealth([redis, mqtt])
closeOnSignal(mqtt.close, redis.close, () => health.close())

async function fulfil(text) {
  const id = readId(text)
  // a message that is no order never will be: failing would have it delivered for ever
  if (id === undefined) return console.error('fulfil: passed over a message that is no order')
  await redis.set(id, 'fulfilled')
  console.log(`fulfil: ${id}`)
}

function readId(text) {
  try {
    const { id } = JSON.parse(text)
    return typeof id === 'string' ? id : undefined
  } catch {
    return undefined
  }
}
