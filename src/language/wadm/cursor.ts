import { Refusal } from './refusal.js'
import type { YamlAlias, YamlDocument, YamlNode } from './yaml-node.js'

/** One reading of a document, with what following aliases has cost so far. */
export interface Source {
  readonly document: YamlDocument
  jumps: number
  copied: number
}

/** A node on its way to be read, and its path in the manifest. */
export interface Cursor<Node extends YamlNode = YamlNode> {
  readonly source: Source
  readonly node: Node
  readonly path: string
}

/** Gives the cursor of the document's root for one reading. */
export function openDocument(document: YamlDocument): Cursor {
  return { source: { document, jumps: 0, copied: 0 }, node: document.root, path: '' }
}

/** Gives the cursor of the value behind an alias, or the cursor itself. Refuses when a document follows its aliases more often than serde_yaml does. */
export function follow(cursor: Cursor): Cursor<Exclude<YamlNode, YamlAlias>> {
  const { source, path } = cursor
  let node = cursor.node
  while (node.kind === 'alias') {
    const target: YamlNode | undefined = source.document.anchors.get(node.target)?.node
    source.jumps += 1
    source.copied += target?.size ?? 1
    if (target === undefined || source.jumps > source.document.jumpLimit || source.copied > copyLimit) {
      throw new Refusal('the aliases of this document expand to too much', cursor.node, path)
    }
    node = target
  }
  return { source, node, path }
}

/** serde_yaml counts only jumps and would copy on for hours; a million copied values are far beyond any manifest. */
const copyLimit = 1_000_000
