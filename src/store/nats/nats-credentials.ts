import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Authenticator, credsAuthenticator, nkeyAuthenticator, type TlsOptions } from '@nats-io/transport-node'
import { Failure, systemFailure } from '../../failure.js'
import type { Surroundings } from '../surroundings.js'
import type { NatsAddress } from './nats-address.js'

/** How to be let in by a NATS server: options of a connection. */
export interface NatsCredentials {
  readonly user?: string
  readonly pass?: string
  readonly token?: string
  readonly authenticator?: Authenticator
  /** Present where only TLS will do. */
  readonly tls?: TlsOptions
}

/** Names of credentials and of files of TLS: in a URL, in the environment (`NATS_CREDS` …, as the nats CLI reads them), and in a context of the nats CLI. */
type Given = Partial<Record<'creds' | 'nkey' | 'user' | 'password' | 'token' | 'ca' | 'cert' | 'key', string>>

/**
 * Finds credentials: those of the URL, else those of the environment, else those of a context of the nats CLI that the URL or `NATS_CONTEXT` names.
 * Files are read at once: the first word about a missing one comes from here.
 */
export function natsCredentials(address: NatsAddress, surroundings: Pick<Surroundings, 'cwd' | 'env'>): NatsCredentials {
  const { user, password, token, settings } = address
  const fromUrl = given({ user, password, token, ...Object.fromEntries(settings) })
  const { env } = surroundings
  const variable = (name: string): string | undefined => env[`NATS_${name}`] || undefined
  const fromEnvironment = given({
    creds: variable('CREDS'),
    nkey: variable('NKEY'),
    user: variable('USER'),
    password: variable('PASSWORD'),
    token: variable('TOKEN'),
    ca: variable('CA'),
    cert: variable('CERT'),
    key: variable('KEY'),
  })
  const context = settings.get('context') ?? variable('CONTEXT')
  const sources = [fromUrl, fromEnvironment, ...(context === undefined ? [] : [readContext(context, surroundings)])]
  const read = (path: string): string => readText(resolve(surroundings.cwd, home(path, env)), path)
  return { ...login(sources, read), ...tls(sources, read, settings.get('tls')) }
}

/** One source says who one is; parts of two are never mixed. */
function login(sources: readonly Given[], read: (path: string) => string): Omit<NatsCredentials, 'tls'> {
  for (const { creds, nkey, user, password, token } of sources) {
    if (creds !== undefined) return { authenticator: credsAuthenticator(new TextEncoder().encode(read(creds))) }
    if (nkey !== undefined) return { authenticator: nkeyAuthenticator(new TextEncoder().encode(seedOf(read(nkey), nkey))) }
    if (user !== undefined && password !== undefined) return { user, pass: password }
    // a user alone is a token, as in all clients of NATS
    if (token !== undefined || user !== undefined) return { token: token ?? user ?? '' }
  }
  return {}
}

function tls(sources: readonly Given[], read: (path: string) => string, mode: string | undefined): Pick<NatsCredentials, 'tls'> {
  if (mode !== undefined && mode !== 'required' && mode !== 'first') throw new Failure(2, `tls=${mode}: it is \`required\` or \`first\``)
  const { ca, cert, key } = Object.assign({}, ...[...sources].reverse().map(({ ca, cert, key }) => given({ ca, cert, key })))
  if ((cert === undefined) !== (key === undefined))
    throw new Failure(
      2,
      `a client certificate needs both its file and the file of its key: ${cert === undefined ? 'cert' : 'key'} is missing`,
    )
  if (ca === undefined && cert === undefined && mode === undefined) return {}
  return {
    tls: {
      ...(ca !== undefined && { ca: read(ca) }),
      ...(cert !== undefined && { cert: read(cert), key: read(key) }),
      ...(mode === 'first' && { handshakeFirst: true }),
    },
  }
}

/** A context of the nats CLI: `nats/context/<name>.json` among the user's settings. */
function readContext(name: string, { env }: Pick<Surroundings, 'env'>): Given {
  if (/[/\\]/.test(name)) throw new Failure(2, `context ${name}: not the name of a context of the nats CLI`)
  const folder = env['XDG_CONFIG_HOME'] || join(env['HOME'] ?? '/', '.config')
  const path = join(folder, 'nats', 'context', `${name}.json`)
  const text = readText(path, path)
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    throw new Failure(3, `${path}: not JSON`)
  }
  return typeof read === 'object' && read !== null ? given(Object.fromEntries(Object.entries(read))) : {}
}

/** Takes the names that are known, where they hold text. */
function given(values: Readonly<Record<string, unknown>>): Given {
  const names = ['creds', 'nkey', 'user', 'password', 'token', 'ca', 'cert', 'key'] as const
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = values[name]
      return typeof value === 'string' && value !== '' ? [[name, value]] : []
    }),
  )
}

function seedOf(text: string, path: string): string {
  const seed = /^S[A-Z2-7]{20,}$/m.exec(text.replace(/\r/g, ''))?.[0]
  if (seed === undefined) throw new Failure(3, `${path}: holds no seed of an NKey (a line that begins with S)`)
  return seed
}

function home(path: string, env: Surroundings['env']): string {
  return path.startsWith('~/') && env['HOME'] ? join(env['HOME'], path.slice(2)) : path
}

function readText(path: string, shown: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw systemFailure(`cannot read ${shown}`, error)
  }
}
