import { Resolver } from 'node:dns/promises'
import { isIP, connect as open, type Socket } from 'node:net'

/** Milliseconds to wait for a name and for each address. */
const patience = 2_000

/**
 * Opens a connection to a service. Its name is looked up for each connection, so that a container that was made anew is found, and copies take turns;
 * an address that does not answer is passed over for the next. Throws with the reason where none answers.
 */
export type Connector = (service: string, port: number) => Promise<Socket>

/** Makes a connector; `lookUp` gives the addresses of a name, those of the name server of this container where it is left out. */
export function makeConnector(lookUp: (name: string) => Promise<readonly string[]> = addressesOf): Connector {
  let turn = 0
  return async (service, port) => {
    const addresses = [...(isIP(service) ? [service] : await lookUp(service))].sort()
    const first = turn++ % (addresses.length || 1)
    let reason = new Error('no container of it runs')
    for (const address of [...addresses.slice(first), ...addresses.slice(0, first)]) {
      try {
        return await connectTo(address, port)
      } catch (error) {
        reason = error instanceof Error ? error : new Error(String(error))
      }
    }
    throw reason
  }
}

/** Asks the name server itself: the system's way has few threads, and a name that is slow to fail would block the others. */
async function addressesOf(name: string): Promise<readonly string[]> {
  const resolver = new Resolver({ timeout: patience / 2, tries: 1 })
  const none = (): string[] => []
  const later = resolver.resolve6(name).catch(none)
  const first = await resolver.resolve4(name).catch(none)
  return first.length > 0 ? first : later
}

function connectTo(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = open({ host, port, allowHalfOpen: true, noDelay: true })
    const clock = setTimeout(() => socket.destroy(new Error(`no answer in ${patience / 1000} seconds`)), patience)
    socket.once('error', (error) => {
      clearTimeout(clock)
      reject(error)
    })
    socket.once('connect', () => {
      clearTimeout(clock)
      socket.on('error', ignore)
      resolve(socket)
    })
  })
}

function ignore(): void {}
