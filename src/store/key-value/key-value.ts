/**
 * What a lattice over keys and values needs of a server: compare-and-swap on single keys.
 * Keys are words joined by `/` (`application/orders`), each word percent-encoded by the one who knows what the server allows.
 * Functions throw a `Failure` with exit code 3 where the server is away, slow, forbids or is full.
 */
export interface KeyValue {
  /** As reports show it. */
  readonly url: string
  /** Bytes of the largest value, where the server has a limit that is known. */
  readonly valueLimit?: number
  get(key: string): Promise<Entry | undefined>
  /** Gives all entries whose key begins with `prefix`, in no order. */
  list(prefix: string): Promise<readonly Entry[]>
  /** Writes a key that does not exist. Throws `KeyTaken` where it does. */
  create(key: string, value: string): Promise<Entry>
  /** Replaces a value. Throws `KeyTaken` where it is no longer that of `entry`. */
  update(entry: Entry, value: string): Promise<Entry>
  /** Removes a key. Throws `KeyTaken` where it is no longer that of `entry`; says nothing where it is gone. */
  remove(entry: Entry): Promise<void>
  close(): Promise<void>
}

export interface Entry {
  readonly key: string
  readonly value: string
  /** The server's name of this state of the key. */
  readonly revision: string
}

/** Somebody else was faster. */
export class KeyTaken extends Error {
  constructor(key: string) {
    super(`${key} has changed meanwhile`)
    this.name = 'KeyTaken'
  }
}
