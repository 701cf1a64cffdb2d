/** Gives the bytes of a message: its kind, its length, its body. */
export function encodeMessage(kind, body = Buffer.alloc(0)) {
  const head = Buffer.alloc(5)
  head.write(kind)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

/** Gives a text as the protocol has it, with a zero at its end. */
export function encodeText(text) {
  return Buffer.from(`${text}\0`)
}

/** Reads one message: `{ kind, body, length }`; undefined while it has not come as a whole. */
export function readMessage(bytes) {
  if (bytes.length < 5) return undefined
  const length = bytes.readInt32BE(1) + 1
  return bytes.length < length ? undefined : { kind: String.fromCharCode(bytes[0]), body: bytes.subarray(5, length), length }
}

/** Gives the values of a row as texts; null where there is none. */
export function rowIn(body) {
  let at = 2
  return Array.from({ length: body.readInt16BE(0) }, () => {
    const size = body.readInt32BE(at)
    at += 4
    if (size < 0) return null
    at += size
    return body.toString('utf8', at - size, at)
  })
}

/** Gives what the database objects to: the field `M`. */
export function errorIn(body) {
  const fields = body.toString('utf8').split('\0')
  return new Error(fields.find((field) => field.startsWith('M'))?.slice(1) ?? 'refused')
}
