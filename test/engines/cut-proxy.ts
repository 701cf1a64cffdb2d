import { connect, createServer, type Socket } from 'node:net'

/** A way to a server on this machine that breaks for good after so many bytes of requests; `sent` counts them. */
export interface CutProxy {
  readonly port: number
  sent(): number
  close(): void
}

/** Opens a way to a port; without `bytes` it does not break. */
export async function cutProxy(target: number, bytes = Number.POSITIVE_INFINITY): Promise<CutProxy> {
  const sockets = new Set<Socket>()
  let sent = 0
  const server = createServer((here) => {
    const there = connect(target, '127.0.0.1')
    for (const [socket, other] of [
      [here, there],
      [there, here],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => other.destroy())
    }
    there.pipe(here)
    here.on('data', (part) => {
      sent += part.length
      if (sent > bytes) stop()
      else there.write(part)
    })
  })
  const stop = (): void => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  return { port: typeof address === 'object' && address !== null ? address.port : 0, sent: () => sent, close: stop }
}
