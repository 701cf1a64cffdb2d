import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml'
import { Refusal } from './refusal.js'
import { foldBrokenLines } from './relax-layout.js'
import type { Span, YamlAlias, YamlDocument, YamlList, YamlMap, YamlNode, YamlScalar } from './yaml-node.js'

/** Gives a parsed document as serde_yaml's events describe it, and the first thing in it that libyaml refuses. `text` is the user's own. */
export function toDocument(
  parsed: Document.Parsed,
  text: string,
): { readonly document: YamlDocument; readonly refusal: Refusal | undefined } {
  const state: State = { text, ids: new Map(), anchors: new Map(), events: 0, refusal: undefined }
  const root = convert(state, parsed.contents, undefined, { start: 0, end: 0 })
  return { document: { root, anchors: state.anchors, jumpLimit: state.events * 100 }, refusal: state.refusal }
}

interface State {
  readonly text: string
  readonly ids: Map<string, number>
  readonly anchors: Map<number, { node?: YamlNode }>
  events: number
  refusal: Refusal | undefined
}

/** `holder` is the key of this value, `place` where a value that the text leaves out would stand. */
function convert(state: State, node: unknown, holder: Span | undefined, place: Span): YamlNode {
  if (isAlias(node)) return convertAlias(state, node, holder, place)
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return convertScalar(state, undefined, holder, place)
  const slot = reserveAnchor(state, node)
  const at = spanOf(node, place)
  const converted = isScalar(node)
    ? convertScalar(state, node, holder, at)
    : isMap(node)
      ? convertMap(state, node, holder, at)
      : convertList(state, node, holder, at)
  if (slot) slot.node = converted
  return converted
}

function convertAlias(state: State, node: Alias, holder: Span | undefined, place: Span): YamlAlias {
  state.events += 1
  const at = spanOf(node, place)
  const target = state.ids.get(node.source)
  if (target === undefined) state.refusal ??= new Refusal(`\`*${node.source}\` has no anchor above it`, at, '')
  return { kind: 'alias', ...at, head: holder ?? at, tag: undefined, size: 1, target: target ?? -1 }
}

function convertScalar(state: State, node: Scalar | undefined, holder: Span | undefined, at: Span): YamlScalar {
  state.events += 1
  if (node?.type === 'QUOTE_DOUBLE') state.refusal ??= refuseSurrogate(state.text, at)
  const text = typeof node?.value === 'string' ? foldBrokenLines(node.value) : ''
  const isPlain = node?.type === undefined || node.type === 'PLAIN'
  return { kind: 'scalar', ...at, head: holder ?? at, tag: node?.tag, size: 1, text, isPlain }
}

function convertList(state: State, node: YAMLSeq, holder: Span | undefined, at: Span): YamlList {
  state.events += 2
  const items = node.items.map((item) => convert(state, item, undefined, { start: at.end, end: at.end }))
  const head = holder ?? at
  return { kind: 'list', ...(node.flow ? at : head), head, tag: node.tag, size: sizeOf(items), items }
}

function convertMap(state: State, node: YAMLMap, holder: Span | undefined, at: Span): YamlMap {
  state.events += 2
  const pairs = node.items.map((pair) => {
    const key = convert(state, pair.key, undefined, { start: at.start, end: at.start })
    const keySpan = { start: key.start, end: key.end }
    state.refusal ??= refuseKey(state.text, keySpan, node, pair)
    return { key, value: convert(state, pair.value, keySpan, { start: key.end, end: key.end }), keySpan }
  })
  const head = holder ?? pairs[0]?.keySpan ?? at
  const size = sizeOf(pairs.flatMap(({ key, value }) => [key, value]))
  return { kind: 'map', ...(node.flow ? at : head), head, tag: node.tag, size, pairs }
}

/**
 * serde_yaml numbers an anchor by how many names it has seen, so a name that is defined again makes the next new name share its number,
 * and aliases of the one then read the other. What wadm really stores is the answer here, so the numbering is kept as it is.
 */
function reserveAnchor(state: State, node: Scalar | YAMLMap | YAMLSeq): { node?: YamlNode } | undefined {
  if (node.anchor === undefined) return undefined
  const slot: { node?: YamlNode } = {}
  const id = state.ids.size
  state.ids.set(node.anchor, id)
  state.anchors.set(id, slot)
  return slot
}

function sizeOf(children: readonly YamlNode[]): number {
  return children.reduce((sum, child) => sum + child.size, 1)
}

function spanOf(node: Node, place: Span): Span {
  return node.range ? { start: node.range[0], end: node.range[1] } : place
}

/** libyaml reads a key without `?` only where there is something of it and, in brackets, it stands on one line with its `:`. */
function refuseKey(text: string, at: Span, map: YAMLMap, pair: { readonly key: unknown; readonly value: unknown }): Refusal | undefined {
  const isExplicit = /\?\s*$/.test(text.slice(Math.max(0, at.start - 100), at.start))
  if (isExplicit) return undefined
  if (at.start === at.end) {
    const isBare = !(isScalar(pair.key) && (pair.key.anchor ?? pair.key.tag) !== undefined)
    return isBare && text.charAt(at.start) === ':' ? new Refusal('a key must stand before this `:`', at, '') : undefined
  }
  if (!isScalar(pair.key) || (map.flow === true && pair.value === null)) return undefined
  const isBroken = text.slice(at.start, map.flow === true ? text.indexOf(':', at.end) : at.end).includes('\n')
  return isBroken ? new Refusal('a key must stand on one line, with its `:`', at, '') : undefined
}

/** libyaml knows no surrogate pairs: `\ud83d\ude00`, as many JSON writers spell an emoji, is an error to it. */
function refuseSurrogate(text: string, at: Span): Refusal | undefined {
  const escapes = text.slice(at.start, at.end).matchAll(/\\(?:(?:u|U0000)[Dd][89A-Fa-f][0-9A-Fa-f]{2}|.)/gs)
  for (const { 0: written, index } of escapes) {
    if (written.length === 2) continue
    const start = at.start + index
    return new Refusal(
      `the escape \`${written}\` is half a character, which wadm does not read`,
      { start, end: start + written.length },
      '',
    )
  }
  return undefined
}
