import type { Span } from './yaml-node.js'

/** Thrown inside this folder where wadm's reader gives an error: `path` is the key (`spec.components[0].name`, empty at the root), `message` says why in our words. */
export class Refusal extends Error {
  readonly path: string
  readonly start: number
  readonly end: number

  constructor(message: string, at: Span, path: string) {
    super(message)
    this.path = path
    this.start = at.start
    this.end = at.end
  }
}

/** Thrown inside this folder where wadm does not answer but panics (wadm 0.21 lib.rs, `LinkProperty::deserialize`, and validation.rs, `check_dangling_links`). */
export class Panic extends Error {
  readonly start: number
  readonly end: number

  constructor(message: string, at: Span) {
    super(message)
    this.start = at.start
    this.end = at.end
  }
}
