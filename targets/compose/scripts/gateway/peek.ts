import type { Socket } from 'node:net'

/** How a connection by HTTP/2 begins (RFC 9113, section 3.4); no method of HTTP/1.1 is `PRI`. */
const preface = 'PRI '

/** Milliseconds within which a connection says something. */
const patience = 120_000

/** Tells by its first bytes whether a connection speaks HTTP/2, and what these are; whoever is told reads it from its beginning. */
export function peek(socket: Socket, decide: (isHttp2: boolean, start: string) => void): void {
  let seen = Buffer.alloc(0)
  const read = (): void => {
    const chunk: Buffer | null = socket.read()
    if (chunk === null) return
    seen = Buffer.concat([seen, chunk])
    const start = seen.subarray(0, preface.length).toString('latin1')
    if (start.length < preface.length && preface.startsWith(start)) return
    stop()
    socket.unshift(seen)
    decide(start === preface, seen.toString('latin1', 0, 32))
  }
  const giveUp = (): void => void socket.destroy()
  const stop = (): void => {
    socket.off('readable', read).off('end', giveUp).off('timeout', giveUp)
    socket.setTimeout(0)
  }
  socket.on('readable', read).on('end', giveUp).on('timeout', giveUp)
  socket.setTimeout(patience)
}
