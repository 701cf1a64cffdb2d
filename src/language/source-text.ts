/**
 * Tells whether the scalar at `path` is read by its source text, so that `version: 1.0` is "1.0" and `name: 12` is "12".
 * These are wadm's unbuffered string positions (wadm 0.21, serde_yaml: every plain scalar is accepted where a string is due);
 * values inside `properties` of components and traits are typed as YAML types them.
 */
export function readsSourceText(path: readonly (string | number)[]): boolean {
  const [first, second, third, fourth, fifth, sixth] = path
  if (path.length === 1) return first === 'apiVersion' || first === 'kind'
  if (first === 'metadata') {
    if (path.length === 2) return second === 'name' || second === 'namespace'
    return path.length === 3 && (second === 'annotations' || second === 'labels')
  }
  if (first !== 'spec' || typeof third !== 'number') return false
  if (second === 'policies') {
    return path.length === 4 ? fourth === 'name' || fourth === 'type' : path.length === 5 && fourth === 'properties'
  }
  if (second !== 'components') return false
  if (path.length === 4) return fourth === 'name'
  return path.length === 6 && fourth === 'traits' && typeof fifth === 'number' && sixth === 'type'
}

/** Tells whether nothing at `path` means an empty map: `annotations:` and `labels:` with nothing behind them (wadm 0.21). */
export function isEmptyMap([first, second, ...more]: readonly (string | number)[]): boolean {
  return first === 'metadata' && (second === 'annotations' || second === 'labels') && more.length === 0
}
