import { Document, isMap, isScalar } from 'yaml'
import { schema } from '../../../src/print/to-yaml.js'
import { type ValueNode, valueTree } from './value-tree.js'
import type { Values } from './values.js'
import { wrapText } from './wrap-text.js'

/** Longest line of a comment, without its indentation. */
const width = 110

/** Prints `values.yaml`: every value with its default, below a comment that says what it is. */
export function printValues(values: Values, header?: string): string {
  const tree = valueTree(values)
  const document = new Document(plain(tree), { schema, aliasDuplicateObjects: false })
  annotate(document.contents, tree)
  if (header !== undefined) document.commentBefore = commentOf(header)
  return document.toString({ lineWidth: 0 })
}

function plain({ entry, children }: ValueNode): unknown {
  return entry === undefined ? Object.fromEntries([...children].map(([key, child]) => [key, plain(child)])) : entry.value
}

/** Puts the comments above the keys; at the top level a blank line parts what belongs together. */
function annotate(contents: unknown, tree: ValueNode): void {
  if (!isMap(contents)) return
  for (const [at, { key, value }] of contents.items.entries()) {
    if (!isScalar(key)) continue
    const child = tree.children.get(String(key.value))
    if (child === undefined) continue
    const comment = child.entry?.comment ?? child.comment
    if (comment !== undefined) key.commentBefore = commentOf(comment)
    if (child.path.length === 1 && at > 0) key.spaceBefore = true
    annotate(value, child)
  }
}

function commentOf(text: string): string {
  return wrapText(text, width)
    .map((line) => ` ${line}`)
    .join('\n')
}
