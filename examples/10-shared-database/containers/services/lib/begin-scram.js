import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'

const mechanism = 'SCRAM-SHA-256'
const [accepted, offered, challenged, verified] = [0, 10, 11, 12]

/**
 * Signs in without sending the password (RFC 5802, RFC 7677): gives a function that takes the body of each message about it
 * and gives the body of the answer, or undefined where none is due.
 */
export function beginScram(password) {
  const nonce = randomBytes(18).toString('base64')
  const first = `n=,r=${nonce}`
  let expected

  return (body) => {
    const step = body.readInt32BE(0)
    const text = body.toString('utf8', 4)
    if (step === accepted) return undefined
    if (step === offered) {
      const message = Buffer.from(`n,,${first}`)
      const size = Buffer.alloc(4)
      size.writeInt32BE(message.length)
      return Buffer.concat([Buffer.from(`${mechanism}\0`), size, message])
    }
    const fields = Object.fromEntries(text.split(',').map((field) => [field[0], field.slice(2)]))
    if (step === challenged) {
      if (!fields.r.startsWith(nonce)) throw new Error('the answer of the database is not for this sign-in')
      const final = `c=biws,r=${fields.r}`
      const proved = `${first},${text},${final}`
      const salted = pbkdf2Sync(password, Buffer.from(fields.s, 'base64'), Number(fields.i), 32, 'sha256')
      const key = sign(salted, 'Client Key')
      const signature = sign(createHash('sha256').update(key).digest(), proved)
      expected = sign(sign(salted, 'Server Key'), proved).toString('base64')
      return Buffer.from(`${final},p=${key.map((byte, index) => byte ^ signature[index]).toString('base64')}`)
    }
    if (step !== verified) throw new Error(`the database wants a sign-in other than ${mechanism}`)
    if (fields.v !== expected) throw new Error('the database does not know the password')
    return undefined
  }
}

function sign(key, text) {
  return createHmac('sha256', key).update(text).digest()
}
