import { createSocket } from 'node:dgram'
import type { EventEmitter } from 'node:events'
import { createServer as createHttp1 } from 'node:http'
import { createServer as createHttp2 } from 'node:http2'
import { createServer, type Socket } from 'node:net'
import { peek } from '../gateway/peek.js'
import { answerHttp1, answerHttp2 } from './answers.js'

/** A port of a workload, and what is spoken there. */
export interface StubPort {
  readonly number: number
  readonly kind: string
}

/** Listens on a port: HTTP of both versions is answered, everything else is read and gets no answer. Gives what tells of errors. */
export function listen(name: string, { number, kind }: StubPort): EventEmitter {
  if (kind === 'udp') return createSocket('udp4').bind(number)
  // Node does not speak it
  if (kind === 'sctp') return createSocket('udp4')
  const http1 = createHttp1((request, response) => answerHttp1(name, request, response))
  const http2 = createHttp2()
  http2.on('stream', (stream, headers) => answerHttp2(name, stream, headers))
  http2.on('sessionError', () => {})
  const server = createServer((socket) => {
    socket.on('error', () => {})
    if (kind === 'tcp') socket.resume()
    else speak(socket, (protocol) => void (protocol === 'http2' ? http2 : http1).emit('connection', socket))
  })
  return server.listen(number)
}

/** Hands over a connection that begins as HTTP does; others are read and never answered. */
function speak(socket: Socket, hand: (protocol: 'http1' | 'http2') => void): void {
  peek(socket, (isHttp2, start) => {
    if (isHttp2) hand('http2')
    else if (/^[A-Z]{1,20}( |$)/.test(start)) hand('http1')
    else socket.resume()
  })
}
