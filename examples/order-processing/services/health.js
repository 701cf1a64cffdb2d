// The probe of every service: exit code 0 while the service beside it says that it is ready (`lib/serve-health.js`).
import { get } from 'node:http'
import { healthPort } from './lib/serve-health.js'

get({ host: '127.0.0.1', port: healthPort, timeout: 2000 }, (response) => process.exit(response.statusCode === 200 ? 0 : 1))
  .on('timeout', () => process.exit(1))
  .on('error', () => process.exit(1))
