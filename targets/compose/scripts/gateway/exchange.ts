import type { IncomingHttpHeaders } from 'node:http'
import type { Readable, Writable } from 'node:stream'

/** Headers by name in lower case; those of several values are lists. */
export type Headers = IncomingHttpHeaders

/** The beginning of an answer. */
export interface Head {
  readonly status: number
  /** The words behind the status, which HTTP/2 does not have. */
  readonly reason?: string | undefined
  /** End-to-end headers only. */
  readonly headers: Headers
  /** Nothing follows, neither a body nor trailers. */
  readonly isWhole?: boolean
}

/** A request on its way through and the way back to who asked, whichever version of HTTP it came by. */
export interface Exchange {
  readonly method: string
  /** Path and query. */
  readonly target: string
  /** Host and port that were asked for. */
  readonly authority: string | undefined
  /** All headers, those of the connection too. */
  readonly headers: Headers
  /** Address of who asks. */
  readonly address: string
  readonly hasBody: boolean
  readonly body: Readable
  /** Where the body of the answer goes, once the answer has begun. */
  readonly sink: Writable
  /** The trailers of the request, complete when its body has ended. */
  trailers(): Headers
  /** Passes on that the service is ready for the body (100), or early hints (103). */
  inform(status: 100 | 103, headers: Headers): void
  isBegun(): boolean
  begin(head: Head): void
  finish(trailers: Headers): void
  /** Ends it in the midst, so that who asked sees that the rest is missing; `code` is HTTP/2's. */
  abort(code?: number): void
  /** Listens for its end: `isComplete` where the whole answer went out, else the code of HTTP/2 by which the asker has cancelled. */
  onEnd(listener: (isComplete: boolean, code: number | undefined) => void): void
}
