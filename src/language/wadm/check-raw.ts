import { depthLimit, joinPath } from './content.js'
import { type Cursor, follow, openDocument } from './cursor.js'
import { Refusal } from './refusal.js'
import { resolveScalar } from './resolve-scalar.js'
import type { YamlDocument, YamlMap } from './yaml-node.js'

/**
 * Refuses what only shows when wadm 0.21 reads the text a second time, as plain YAML (validation.rs, `validate_raw_yaml`; serde_yaml 0.9 `Value`):
 * a key given twice in any map, a tag that its text does not fit, an integer beyond 64 bits, more than 128 levels. Throws the first in the order of the text.
 */
export function checkRaw(document: YamlDocument): void {
  keyOf(openDocument(document), 0)
}

/** Gives a text that is the same for two values exactly when serde_yaml takes them for equal, as keys of one map must not be. */
function keyOf(cursor: Cursor, depth: number): string {
  const { source, node, path } = follow(cursor)
  const tag = node.tag?.startsWith('!') ? `${node.tag} ` : ''
  if (node.kind === 'scalar') {
    const value = resolveScalar(node)
    if (value.kind === 'unreadable') throw new Refusal(value.reason, node, path)
    return value.kind === 'null' ? `${tag}null` : `${tag}${value.kind} ${JSON.stringify(String(value.value))}`
  }
  if (depth >= depthLimit) throw new Refusal(`nested more than ${depthLimit} levels deep`, node, path)
  if (node.kind === 'map')
    return `${tag}{${keysOfPairs({ source, node, path }, depth + 1)
      .sort()
      .join(',')}}`
  const items = node.items.map((item, index) => keyOf({ source, node: item, path: `${path}[${index}]` }, depth + 1))
  return `${tag}[${items.join(',')}]`
}

function keysOfPairs({ source, node, path }: Cursor<YamlMap>, depth: number): string[] {
  const seen = new Set<string>()
  return node.pairs.map((pair) => {
    const key = keyOf({ source, node: pair.key, path }, depth)
    if (seen.has(key)) throw new Refusal(`the key \`${nameOf(pair.key)}\` is given twice`, pair.key, path)
    seen.add(key)
    return `${key}:${keyOf({ source, node: pair.value, path: joinPath(path, nameOf(pair.key)) }, depth)}`
  })
}

function nameOf(key: YamlMap['pairs'][number]['key']): string {
  return key.kind === 'scalar' ? key.text : '?'
}
