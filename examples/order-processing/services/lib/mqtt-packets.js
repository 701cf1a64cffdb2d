/** First bytes of the MQTT 3.1.1 packets that the client sends or understands (section 2.2): type and obligatory flags. */
export const types = {
  connect: 0x10,
  connack: 0x20,
  publish: 0x30,
  puback: 0x40,
  subscribe: 0x82,
  suback: 0x90,
  pingreq: 0xc0,
  pingresp: 0xd0,
  disconnect: 0xe0,
}

/** Gives the bytes of a packet: first byte, length, parts. */
export function encodePacket(first, ...parts) {
  const body = Buffer.concat(parts)
  const length = []
  for (let rest = body.length; length.length === 0 || rest > 0; rest >>= 7) length.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0))
  return Buffer.concat([Buffer.of(first, ...length), body])
}

/** Gives a CONNECT packet (section 3.1); `isKept`: the broker keeps subscription and messages while the client is away. `keepAlive` in seconds. */
export function encodeConnect({ clientId, keepAlive, isKept }) {
  const level = 4
  const cleanSession = 0x02
  const settings = Buffer.of(level, isKept ? 0 : cleanSession, keepAlive >> 8, keepAlive & 0xff)
  return encodePacket(types.connect, encodeText('MQTT'), settings, encodeText(clientId))
}

/** Gives a text with its length in bytes before it (section 1.5.3). */
export function encodeText(text) {
  const bytes = Buffer.from(text)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** Reads one packet: `{ type, flags, body, length }` with its whole length in bytes, undefined while it is incomplete. */
export function readPacket(bytes) {
  let size = 0
  let at = 1
  for (let shift = 0; ; shift += 7, at++) {
    if (shift > 21) throw new Error('packet too long')
    const byte = bytes[at]
    if (byte === undefined) return undefined
    size |= (byte & 0x7f) << shift
    if (byte < 0x80) break
  }
  const start = at + 1
  const length = start + size
  if (bytes.length < length) return undefined
  return { type: bytes[0] & 0xf0, flags: bytes[0] & 0x0f, body: bytes.subarray(start, length), length }
}
