import type { Duplex } from 'node:stream'

/** Milliseconds that the other side has to take what was written. */
const patience = 2_000

/** Ends a connection that nobody reads from any more: what was written still arrives, and what comes in is passed over. */
export function hangUp(connection: Duplex, last?: string): void {
  connection.end(last)
  connection.resume()
  const clock = setTimeout(() => connection.destroy(), patience)
  connection.once('close', () => clearTimeout(clock))
}
