import { Failure } from '../../failure.js'

/** What `wadm://…` names: a lattice that a running wadm keeps, reached through a NATS server. */
export interface WadmUrl {
  /** `[user[:password]@]host[:port]`, as the NATS client takes it. */
  readonly server: string
  readonly lattice: string
  /** The first words of wadm's subjects: `[<account>.]<api prefix>` (wadm 0.21 `--multitenant`, `--api-prefix`). */
  readonly prefix: string
  /** As reports show it: without user and password. */
  readonly shown: string
  /** What the connection needs beside the server (`creds`, …). */
  readonly query: URLSearchParams
}

/** Reads what stands behind `wadm:`: `//[user[:password]@]host[:port]/<lattice>[?prefix=wadm.api][&account=…]`. */
export function readWadmUrl(rest: string): WadmUrl {
  const match = /^\/\/(?:([^/?#]*)@)?([^/?#@]*)(?:\/([^/?#]*)\/?)?(?:\?([^#]*))?$/.exec(rest)
  const [, user, host = '', lattice = '', text = ''] = match ?? []
  const shown = `wadm://${host}/${lattice}`
  if (match === null || host === '' || lattice === '')
    throw new Failure(
      2,
      `--lattice ${host === '' ? 'wadm:…' : shown}: write wadm://<host of NATS>[:<port>]/<lattice>, such as wadm://127.0.0.1:4222/default`,
    )
  // a word of a subject (NATS: no white space, no dots, no wildcards)
  const word = (what: string, value: string): string => {
    if (/^[^\s.*>]+$/u.test(value)) return value
    throw new Failure(
      2,
      `--lattice ${shown}: \`${value}\` cannot be the name of ${what}: it may hold no dots, no white space, no \`*\` and no \`>\``,
    )
  }
  const query = new URLSearchParams(text)
  const account = query.get('account')
  const prefix = (query.get('prefix') ?? 'wadm.api').split('.').map((part) => word('a subject', part))
  return {
    server: user === undefined ? host : `${user}@${host}`,
    lattice: word('a lattice', decoded(lattice)),
    prefix: [...(account === null ? [] : [word('an account', account)]), ...prefix].join('.'),
    shown,
    query,
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
