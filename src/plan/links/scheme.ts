import type { Port } from '../plan.js'
import type { Trace, Traced } from '../trace.js'

/**
 * Gives the scheme of URLs that mean a port: what its name begins with (`redis`, `http-admin`), else what it is said to speak, else what its number stands for; `tcp` where nothing tells.
 * `appProtocol: tcp` tells nothing: it is what every protocol without a word of its own has.
 */
export function schemeOf(trace: Trace, port: Port | undefined): Traced<string> {
  if (port === undefined) return trace.join('tcp')
  const [word = ''] = port.name.toLowerCase().split('-')
  const named = names.get(word)
  if (named !== undefined) return trace.join(named, trace.held(port, 'name'))
  if (port.appProtocol !== undefined && port.appProtocol !== 'tcp') return trace.join('http', trace.held(port, 'appProtocol'))
  return trace.join(numbers.get(port.containerPort) ?? 'tcp', trace.held(port, 'containerPort'))
}

/** gRPC and HTTP/2 have no scheme of their own. */
const names: ReadonlyMap<string, string> = new Map([
  ...[
    'http',
    'https',
    'ws',
    'wss',
    'tcp',
    'udp',
    'redis',
    'rediss',
    'mqtt',
    'mqtts',
    'nats',
    'amqp',
    'amqps',
    'mysql',
    'postgres',
    'mongodb',
    'kafka',
  ].map((name): [string, string] => [name, name]),
  ['http2', 'http'],
  ['h2c', 'http'],
  ['grpc', 'http'],
  ['web', 'http'],
  ['postgresql', 'postgres'],
  ['mongo', 'mongodb'],
])

/** Ports that services listen on by custom (IANA service names, and what images for the web use). */
const numbers: ReadonlyMap<number, string> = new Map([
  [80, 'http'],
  [443, 'https'],
  [1883, 'mqtt'],
  [3000, 'http'],
  [3306, 'mysql'],
  [4222, 'nats'],
  [5432, 'postgres'],
  [5672, 'amqp'],
  [6379, 'redis'],
  [8000, 'http'],
  [8080, 'http'],
  [8883, 'mqtts'],
  [27017, 'mongodb'],
])
