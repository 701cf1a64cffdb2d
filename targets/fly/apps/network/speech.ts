import type { Port } from '../../../../src/plan/plan.js'

/** What the proxy makes of a connection: HTTP/1 to the program, HTTP/2 to the program as well, or bytes. */
export type Speech = 'http' | 'http2' | 'grpc' | 'tcp'

/** Gives what a port speaks: as the manifest says, else as its name says; HTTP where a route leads to it or its number means the web. */
export function speechOf({ appProtocol, name, containerPort }: Port, isRouted: boolean): Speech {
  if (appProtocol === 'http2' || appProtocol === 'grpc') return appProtocol
  const [word = ''] = name.toLowerCase().split('-')
  if (word === 'grpc') return 'grpc'
  if (word === 'http2' || word === 'h2c') return 'http2'
  if (isRouted || appProtocol === 'http') return 'http'
  const isWeb = word === 'http' || word === 'web' || (word === 'port' && webPorts.has(containerPort))
  return isWeb && appProtocol !== 'tcp' ? 'http' : 'tcp'
}

/** Numbers that programs for the web use by custom. */
const webPorts: ReadonlySet<number> = new Set([80, 3000, 8000, 8080])
