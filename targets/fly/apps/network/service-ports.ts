import type { FlyHttpService, FlyServicePort } from '../../fly-toml.js'
import type { ServedPort } from './reach.js'
import { type Speech, speechOf } from './speech.js'

/** Gives the numbers at which the proxy serves a port, and what it does with connections there (fly.toml, `services.ports`). */
export function servicePorts(served: ServedPort, isAtWeb: boolean): readonly FlyServicePort[] {
  const { port, isLinked } = served
  if (port.protocol === 'UDP') return [{ port: port.port }]
  const own = { port: port.port, ...handling(served) }
  if (!isAtWeb) return [own]
  const options = webOptions(served)
  // links ask without TLS, and would be led to it
  const isLinkedAt80 = isLinked && port.port === 80
  return [
    { port: 80, handlers: ['http'], force_https: isLinkedAt80 ? undefined : forcesHttps(served), http_options: options.http_options },
    { port: 443, handlers: ['tls', 'http'], ...options },
    ...(isLinked && port.port !== 80 && port.port !== 443 ? [own] : []),
  ]
}

/** Tells whether a port is served at 80 and 443: one with routes, or one for the web that is offered as 80. */
export function isAtWebPorts(served: ServedPort): boolean {
  const { port, routes, isPublic } = served
  return isPublic && port.protocol === 'TCP' && (routes.length > 0 || (port.port === 80 && speechOfServed(served) !== 'tcp'))
}

/** Gives what a served port speaks. */
export function speechOfServed({ port, routes }: ServedPort): Speech {
  return port.protocol === 'UDP' ? 'tcp' : speechOf(port, routes.length > 0)
}

/** Gives the options of a port that speaks HTTP/2 to the program (fly.toml, `h2_backend`, `alpn`); none for others. */
export function webOptions(served: ServedPort): Pick<FlyHttpService, 'http_options' | 'tls_options'> {
  const speech = speechOfServed(served)
  if (speech === 'http' || speech === 'tcp') return {}
  return { http_options: { h2_backend: true }, tls_options: { alpn: speech === 'grpc' ? ['h2'] : ['h2', 'http/1.1'] } }
}

/** Gives `true` where HTTP leads to HTTPS, as gateways do it for a route with a certificate. */
export function forcesHttps({ routes }: ServedPort): true | undefined {
  return routes.some(({ tls }) => tls !== undefined) ? true : undefined
}

/** Bytes pass as they are, and so does HTTP/2 from links, which begins without TLS; from outside it begins with TLS, for which a shared address is enough. */
function handling(served: ServedPort): Omit<FlyServicePort, 'port'> {
  const { isPublic, port } = served
  const speech = speechOfServed(served)
  if (speech === 'http') return { handlers: ['http'] }
  if (speech === 'tcp' || !isPublic || port.port === 443) return {}
  return { handlers: ['tls', 'http'], ...webOptions(served) }
}
