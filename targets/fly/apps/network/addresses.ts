import type { FlyAddress } from '../fly-draft.js'
import type { Reach, ServedPort } from './reach.js'
import { isAtWebPorts, speechOfServed } from './service-ports.js'

/**
 * Gives the addresses of an app (Fly.io, public network services): a shared one carries HTTP at 80 and 443 and TLS at other ports; bytes and UDP need one of its own, which costs money.
 * Links that go through the proxy have a private one (Flycast); an app that the proxy does not serve has none.
 */
export function addressesOf({ served }: Reach): readonly FlyAddress[] {
  const open = served.filter(({ isPublic }) => isPublic)
  const first = served.find(isAtWebPorts)
  const needsOwn = open.some((one) => one !== first && (one.port.protocol === 'UDP' || !isTls(one)))
  const isTcp = open.some(({ port }) => port.protocol === 'TCP')
  return [
    ...(open.length === 0 ? [] : needsOwn ? (['dedicated_v4'] as const) : (['shared_v4'] as const)),
    ...(isTcp ? (['v6'] as const) : []),
    ...(served.some(({ isLinked }) => isLinked) ? (['private'] as const) : []),
  ]
}

function isTls(served: ServedPort): boolean {
  const speech = speechOfServed(served)
  return (speech === 'http2' || speech === 'grpc') && served.port.port !== 443
}
