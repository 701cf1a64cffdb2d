// GET /alarms: the readings that were too hot.
import { busAddress, subject } from '../lib/bus-address.js'
import { connectNats } from '../lib/connect-nats.js'
import { serveJson } from '../lib/serve-json.js'

const tooHot = Number(process.env.TOO_HOT)
const alarms = []

const bus = connectNats({
  ...busAddress,
  subscription: {
    subject,
    handle(text) {
      const reading = JSON.parse(text)
      if (reading.degrees > tooHot) alarms.push(reading)
    },
  },
})

serveJson(bus, () => ({ status: 200, body: alarms }))
