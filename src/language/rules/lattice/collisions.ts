import { compareText, type Span } from '../../../diagnostic.js'

/** Something that an entry of a manifest claims for itself alone. */
export interface Claim {
  readonly key: string
  span(): Span
}

/** A claim, where it stands, and the first claim of the same. */
export interface Collision<T> {
  readonly claim: T
  readonly span: Span
  readonly first: T
  readonly firstSpan: Span
}

/** Gives every claim but the first (by path, then position) of each key, in the order of the keys' first claims. Takes time in proportion to the claims. */
export function collisions<T extends Claim>(claims: Iterable<T>): Collision<T>[] {
  const groups = new Map<string, T[]>()
  for (const claim of claims) {
    const group = groups.get(claim.key)
    if (group === undefined) groups.set(claim.key, [claim])
    else group.push(claim)
  }
  return [...groups.values()].filter(({ length }) => length > 1).flatMap(pairs)
}

function pairs<T extends Claim>(group: readonly T[]): Collision<T>[] {
  const [head, ...rest] = group.map((claim) => ({ claim, span: claim.span() })).sort((a, b) => compareSpans(a.span, b.span))
  return head === undefined ? [] : rest.map(({ claim, span }) => ({ claim, span, first: head.claim, firstSpan: head.span }))
}

/** Orders two places as a reader meets them: by path, then by position. */
export function compareSpans(a: Span, b: Span): number {
  return compareText(a.source.path, b.source.path) || a.start - b.start
}
