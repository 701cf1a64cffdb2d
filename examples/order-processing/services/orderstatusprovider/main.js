// Tells the status of an order: GET /orderstatus/<id> answers what redis holds for the id.
import { addressOf } from '../lib/address-of.js'
import { closeOnSignal } from '../lib/close-on-signal.js'
import { connectRedis } from '../lib/connect-redis.js'
import { serveHealth } from '../lib/serve-health.js'
import { serveJson } from '../lib/serve-json.js'

const redis = connectRedis(addressOf('REDIS'))

const server = serveJson(async ({ method, path }) => {
  const id = /^\/orderstatus\/([\w-]+)$/.exec(path)?.[1]
  if (id === undefined) return { status: 404, body: { error: 'not found' } }
  if (method !== 'GET') return { status: 405, body: { error: 'only GET' }, headers: { allow: 'GET' } }
  const status = await redis.get(id)
  return status === undefined ? { status: 404, body: { error: 'no such order' } } : { status: 200, body: { id, status } }
})

const health = serveHealth([redis])
closeOnSignal(
  () => new Promise((closed) => server.close(closed)),
  redis.close,
  () => health.close(),
)
