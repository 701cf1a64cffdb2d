import { Failure } from '../../failure.js'
import { listWords, nearest } from '../../language/suggest.js'

/** What the URL of a lattice on a NATS server says. */
export interface NatsAddress {
  /** As reports show it: without user, password and settings. */
  readonly url: string
  /** `host:port`. */
  readonly server: string
  readonly lattice: string
  readonly user?: string
  readonly password?: string
  readonly token?: string
  /** Settings after `?`, all of them known. */
  readonly settings: ReadonlyMap<string, string>
}

/** Settings that every connection to a NATS server takes: files of credentials and TLS, a context of the nats CLI, and the domain of JetStream. */
const connectionSettings = ['creds', 'nkey', 'ca', 'cert', 'key', 'tls', 'context', 'domain'] as const

/**
 * Reads `nats://[user[:password]@]host[:port]/<lattice>[?setting=value]`; `rest` is what stands behind `nats:`. A user without a password is a token,
 * as in all clients of NATS. `more` are settings of the store itself. Throws a `Failure` with exit code 2, which never holds a password.
 */
export function natsAddress(scheme: string, rest: string, more: readonly string[] = []): NatsAddress {
  const shape = `a lattice there is \`${scheme}://[user[:password]@]host[:port]/<lattice>\``
  const wrong = (why: string): Failure => new Failure(2, `--lattice ${scheme}://…: ${why}; ${shape}`)
  const url = parse(rest)
  if (url === undefined || url.hostname === '') throw wrong('no host is named')
  const parts = url.pathname.split('/').filter((part) => part !== '')
  if (parts.length !== 1 || url.hash !== '')
    throw wrong(parts.length === 0 ? 'no lattice is named' : 'more than the name of a lattice follows the host')
  const [lattice, user, password] = [parts[0] ?? '', url.username, url.password].map(decode)
  if (lattice === undefined || user === undefined || password === undefined) throw wrong('a `%` is not followed by two hexadecimal digits')
  const server = `${url.hostname}:${url.port || '4222'}`
  const login = user === '' ? {} : password === '' ? { token: user } : { user, password }
  return { url: `${scheme}://${url.host}/${parts[0]}`, server, lattice, ...login, settings: readSettings(scheme, url.searchParams, more) }
}

function readSettings(scheme: string, given: URLSearchParams, more: readonly string[]): ReadonlyMap<string, string> {
  const known: readonly string[] = [...connectionSettings, ...more]
  const settings = new Map<string, string>()
  for (const [name, value] of given) {
    const near = nearest(name, known)
    const hint = near === undefined ? `known are ${listWords(known)}` : `did you mean \`${near}\`?`
    if (!known.includes(name)) throw new Failure(2, `--lattice ${scheme}://…?${name}=…: no such setting; ${hint}`)
    if (settings.has(name)) throw new Failure(2, `--lattice ${scheme}://…?${name}=…: the setting is given twice`)
    settings.set(name, value)
  }
  return settings
}

function parse(rest: string): URL | undefined {
  try {
    // a scheme without rules of its own: the name of a host stays as it is written
    return new URL(`nats:${rest}`)
  } catch {
    return undefined
  }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
