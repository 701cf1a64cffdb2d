import { Failure } from '../../failure.js'

/**
 * What a lattice over keys and values needs of a server: compare-and-swap on single keys.
 * Keys are words joined by `/` (`keys.ts`), each word percent-encoded as in a URL; who talks to the server encodes what the server forbids beyond that.
 * Functions throw a `Failure` with exit code 3 where the server is away, slow, forbids or is full; then nothing was written. Where the answer to a write was
 * lost, the write may have happened: that is an `AnswerLost`. Whoever repeats a write by itself and meets its own value may throw `KeyTaken`.
 */
export interface KeyValue {
  /** As reports show it. */
  readonly url: string
  /** Bytes of the largest value in UTF-8, where the server has a limit that is known. */
  readonly valueLimit?: number
  get(key: string): Promise<Entry | undefined>
  /**
   * Gives the entries whose key begins with `prefix`, a whole word and `/`, in no order. Each is no older than the call; they need not be of one moment.
   * None is left out but what is written meanwhile.
   */
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

/** A write was sent, and whether it happened is not known. `message` as of a `Failure`. */
export class AnswerLost extends Failure {
  constructor(message: string) {
    super(3, message)
  }
}
