import { type Cursor, follow } from './cursor.js'
import { Refusal } from './refusal.js'
import { resolveScalar, type ScalarValue } from './resolve-scalar.js'
import type { Span } from './yaml-node.js'

interface Place extends Span {
  /** Where to point when something is missing inside. */
  readonly head: Span
  readonly path: string
}

export type ContentList = Place & { readonly kind: 'list'; readonly items: readonly Content[] }
export type ContentMap = Place & { readonly kind: 'map'; readonly entries: readonly { readonly key: Content; readonly value: Content }[] }

/** A value that serde has buffered before it knows its type, so every scalar has a type of its own already. A map keeps its duplicates. */
export type Content = (Place & ScalarValue) | ContentList | ContentMap

/**
 * Gives a node as serde buffers it (serde `Content`, used below `flatten` and in untagged enums): aliases followed, scalars typed.
 * Refuses custom tags, whole numbers beyond 64 bits and more than 128 levels.
 */
export function bufferContent(cursor: Cursor, depth = 0): Content {
  const { node, source, path } = follow(cursor)
  const place = { start: node.start, end: node.end, head: cursor.node.head, path }
  if (node.tag?.startsWith('!')) throw new Refusal(`the tag \`${node.tag}\` is not allowed here`, node, path)
  if (node.kind === 'scalar') {
    const value = resolveScalar(node)
    if (value.kind === 'unreadable') throw new Refusal(value.reason, node, path)
    return { ...place, ...value }
  }
  if (depth >= depthLimit) throw new Refusal(`nested more than ${depthLimit} levels deep`, node, path)
  if (node.kind === 'list') {
    const items = node.items.map((item, index) => bufferContent({ source, node: item, path: `${path}[${index}]` }, depth + 1))
    return { ...place, kind: 'list', items }
  }
  const entries = node.pairs.map((pair) => {
    const key = bufferContent({ source, node: pair.key, path }, depth + 1)
    return { key, value: bufferContent({ source, node: pair.value, path: joinPath(path, nameOf(key)) }, depth + 1) }
  })
  return { ...place, kind: 'map', entries }
}

/** serde_yaml 0.9 de.rs, `recursion_check`. */
export const depthLimit = 128

/** Gives the path of the value under `key`: `spec` and `name` make `spec.name`. */
export function joinPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

/** Gives the value in words for a message: "the integer `8080`", "a list". */
export function describeContent(content: Content): string {
  if (content.kind === 'list') return 'a list'
  if (content.kind === 'map') return 'a map'
  return content.kind === 'null' ? 'null' : `the ${content.kind} \`${String(content.value)}\``
}

function nameOf(key: Content): string {
  return key.kind === 'list' || key.kind === 'map' || key.kind === 'null' ? '?' : String(key.value)
}
