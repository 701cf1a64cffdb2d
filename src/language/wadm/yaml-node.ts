/** A stretch of the manifest's text: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A block list or map stands at its `head`, which is on one line; everything else stands at its own text. */
interface Common extends Span {
  /** Where to point when something is missing inside: the key that holds this node, else its own first key, else the node. */
  readonly head: Span
  /** The resolved tag (`!x`, `tag:yaml.org,2002:int`) where the user wrote one. */
  readonly tag: string | undefined
  /** How many nodes this one holds, itself included and aliases not followed. */
  readonly size: number
}

/** A scalar as its text; `isPlain` scalars without a tag are typed later, by their text. An absent value is an empty plain scalar. */
export interface YamlScalar extends Common {
  readonly kind: 'scalar'
  readonly text: string
  readonly isPlain: boolean
}

export interface YamlList extends Common {
  readonly kind: 'list'
  readonly items: readonly YamlNode[]
}

export interface YamlMap extends Common {
  readonly kind: 'map'
  readonly pairs: readonly { readonly key: YamlNode; readonly value: YamlNode }[]
}

/** A use of an anchor; `target` is its number in `YamlDocument.anchors`. */
export interface YamlAlias extends Common {
  readonly kind: 'alias'
  readonly target: number
}

export type YamlNode = YamlScalar | YamlList | YamlMap | YamlAlias

/** One YAML document as serde_yaml sees it: nothing typed, no alias followed, no duplicate removed. */
export interface YamlDocument {
  readonly root: YamlNode
  readonly anchors: ReadonlyMap<number, { readonly node?: YamlNode }>
  /** How often aliases may be followed in one reading: 100 times the number of parser events (serde_yaml 0.9 de.rs, `jump`). */
  readonly jumpLimit: number
}

/** Gives the document of an empty text: one absent value. */
export function emptyDocument(): YamlDocument {
  const at = { start: 0, end: 0 }
  return { root: { kind: 'scalar', ...at, head: at, tag: undefined, size: 1, text: '', isPlain: true }, anchors: new Map(), jumpLimit: 0 }
}
