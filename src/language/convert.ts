import {
  type Alias,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
  type Document as YamlDocument,
} from 'yaml'
import type { Layout } from './document.js'
import { isEmptyMap, readsSourceText } from './source-text.js'

/** What is wrong with a document beyond its syntax; `parse.ts` turns it into a diagnostic. */
export interface Problem {
  readonly code:
    | 'yaml/duplicate-key'
    | 'yaml/unknown-alias'
    | 'yaml/alias-expansion'
    | 'yaml/collection-as-key'
    | 'yaml/unknown-tag'
    | 'yaml/nesting'
  readonly message: string
  readonly start: number
  readonly end: number
  readonly related?: { readonly start: number; readonly end: number; readonly message: string }
}

export interface Converted {
  readonly value: unknown
  readonly layouts: ReadonlyMap<object, Layout>
  readonly problems: readonly Problem[]
}

type Path = readonly (string | number)[]

/**
 * Gives the plain data of a YAML document, with the layout of every map and list.
 * An alias gives the very object of its anchor. Keys are strings. Where wadm reads a scalar by its source text (`source-text.ts`), so do we.
 */
export function convert(document: YamlDocument, limits: { readonly aliasExpansion: number; readonly nesting: number }): Converted {
  const layouts = new Map<object, Layout>()
  const problems: Problem[] = []
  const anchors = new Map<string, { value: unknown; size: number; depth: number; open: boolean }>()
  let expanded = 0
  let bomb = false

  const value = visit(document.contents, [], 0).value
  return { value, layouts, problems }

  /** Gives the value, how many values it expands to, and how deep it is. */
  function visit(node: unknown, path: Path, depth: number): { value: unknown; size: number; depth: number } {
    if (isAlias(node)) return visitAlias(node, depth)
    const anchor = anchorOf(node)
    const entry = anchor === undefined ? undefined : { value: undefined as unknown, size: 1, depth: 1, open: true }
    if (anchor !== undefined && entry !== undefined) anchors.set(anchor, entry)
    const result = isMap(node)
      ? visitMap(node, path, depth)
      : isSeq(node)
        ? visitSeq(node, path, depth)
        : isScalar(node)
          ? visitScalar(node, path)
          : { value: null, size: 1, depth: 1 }
    if (entry !== undefined) Object.assign(entry, result, { open: false })
    return result
  }

  function visitAlias(node: Alias, depth: number): { value: unknown; size: number; depth: number } {
    const [start, end] = rangeOf(node)
    const target = anchors.get(node.source)
    if (target === undefined) {
      problems.push({ code: 'yaml/unknown-alias', message: `alias \`*${short(node.source)}\` has no anchor before it`, start, end })
      return { value: null, size: 1, depth: 1 }
    }
    if (target.open) {
      problems.push({
        code: 'yaml/alias-expansion',
        message: `alias \`*${short(node.source)}\` stands inside its own anchor and would never end`,
        start,
        end,
      })
      return { value: null, size: 1, depth: 1 }
    }
    expanded += target.size
    if (!bomb && (expanded > limits.aliasExpansion || depth + target.depth > limits.nesting)) {
      bomb = true
      const what = expanded > limits.aliasExpansion ? `more than ${limits.aliasExpansion} values` : `more than ${limits.nesting} levels`
      problems.push({ code: 'yaml/alias-expansion', message: `aliases of this document expand to ${what}`, start, end })
    }
    if (bomb) return { value: null, size: 1, depth: 1 }
    return { value: target.value, size: target.size, depth: target.depth }
  }

  function visitMap(node: YAMLMap, path: Path, depth: number): { value: object; size: number; depth: number } {
    const value: Record<string, unknown> = {}
    const keys: string[] = []
    const offsets: number[] = []
    const seen = new Map<string, number>()
    let size = 1
    let deepest = 0
    checkTag(node)
    for (const pair of node.items) {
      if (!isPair(pair)) continue
      const [keyStart, keyEnd] = rangeOf(pair.key)
      const key = keyText(pair.key)
      if (key === undefined) {
        problems.push({ code: 'yaml/collection-as-key', message: 'a map or list cannot be a key here', start: keyStart, end: keyEnd })
        continue
      }
      const before = seen.get(key)
      if (before !== undefined) {
        const first = {
          start: offsets[before * 4] ?? 0,
          end: offsets[before * 4 + 1] ?? 0,
          message: `\`${short(key)}\` is first given here`,
        }
        problems.push({
          code: 'yaml/duplicate-key',
          message: `key \`${short(key)}\` is given twice in one map`,
          start: keyStart,
          end: keyEnd,
          related: first,
        })
        continue
      }
      seen.set(key, keys.length)
      const child = visit(pair.value, [...path, key], depth + 1)
      size += child.size
      deepest = Math.max(deepest, child.depth)
      const [from, to] = pair.value === null || pair.value === undefined ? [keyStart, keyEnd] : rangeOf(pair.value)
      keys.push(key)
      offsets.push(keyStart, keyEnd, from === to ? keyStart : from, from === to ? keyEnd : to)
      define(value, key, child.value)
    }
    const [start, end] = rangeOf(node)
    layouts.set(value, { start, end, keys, offsets })
    return { value, size, depth: deepest + 1 }
  }

  function visitSeq(node: YAMLSeq, path: Path, depth: number): { value: object; size: number; depth: number } {
    const value: unknown[] = []
    const keys: string[] = []
    const offsets: number[] = []
    let size = 1
    let deepest = 0
    checkTag(node)
    node.items.forEach((item, index) => {
      const child = visit(item, [...path, index], depth + 1)
      size += child.size
      deepest = Math.max(deepest, child.depth)
      const [from, to] = rangeOf(item)
      keys.push(String(index))
      offsets.push(from, to, from, to)
      value.push(child.value)
    })
    const [start, end] = rangeOf(node)
    layouts.set(value, { start, end, keys, offsets })
    return { value, size, depth: deepest + 1 }
  }

  function visitScalar(node: Scalar, path: Path): { value: unknown; size: number; depth: number } {
    checkTag(node)
    if (node.value === null && isEmptyMap(path)) {
      const [start, end] = rangeOf(node)
      const value = {}
      layouts.set(value, { start, end, keys: [], offsets: [] })
      return { value, size: 1, depth: 1 }
    }
    if (typeof node.value !== 'string' && readsSourceText(path)) return { value: node.source ?? '', size: 1, depth: 1 }
    return { value: node.value, size: 1, depth: 1 }
  }

  function checkTag(node: Scalar | YAMLMap | YAMLSeq): void {
    if (node.tag === undefined || node.tag.startsWith('tag:yaml.org,2002:')) return
    const [start] = rangeOf(node)
    problems.push({ code: 'yaml/unknown-tag', message: `tag \`${short(node.tag)}\` means nothing here`, start, end: start + 1 })
  }
}

/** A plain assignment to `__proto__` would change the object instead of adding a key. */
function define(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
  else object[key] = value
}

/** A name in a message; the frame shows it whole. */
function short(name: string): string {
  return name.length > 60 ? `${name.slice(0, 57)}…` : name
}

function keyText(key: unknown): string | undefined {
  if (key === null || key === undefined) return ''
  if (isAlias(key)) return `*${key.source}`
  if (!isScalar(key)) return undefined
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
}

function anchorOf(node: unknown): string | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined
}

function rangeOf(node: unknown): [number, number] {
  const range = typeof node === 'object' && node !== null && 'range' in node ? (node as Node).range : undefined
  return range ? [range[0], range[1]] : [0, 0]
}
