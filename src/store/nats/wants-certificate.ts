import { connect } from 'node:net'

/** Milliseconds to wait for the server's greeting. */
const patience = 1000

/**
 * Tells whether a server asks its clients for a certificate, by the greeting that it sends before TLS (`tls_verify` of INFO, NATS client protocol).
 * A client that has none is thrown out without a word, which looks like a server that does not answer.
 */
export function wantsCertificate(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: patience })
    let greeting = ''
    const end = (wants: boolean): void => {
      socket.destroy()
      resolve(wants)
    }
    socket.setEncoding('utf8')
    socket.on('data', (text) => {
      greeting += text
      if (greeting.includes('\n')) end(/"tls_verify"\s*:\s*true/.test(greeting))
    })
    for (const event of ['error', 'timeout', 'close'] as const) socket.on(event, () => end(false))
  })
}
