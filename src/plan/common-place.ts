import type { Document } from '../language/document.js'
import type { Place } from './trace.js'

/**
 * Gives the innermost entry of a manifest that holds all of the places (of the document of the first of them), so that one diagnostic can speak of them all;
 * the place itself where there is one only. `parents` remembers what was looked up.
 */
export function commonPlace(places: readonly Place[], parents: Map<Document, ReadonlyMap<object, Place>>): Place | undefined {
  const [first, ...rest] = places
  if (first === undefined) return undefined
  const known = parents.get(first.document) ?? parentsIn(first.document)
  parents.set(first.document, known)
  let path = pathOf(first, known)
  for (const place of rest) {
    if (place.document !== first.document) continue
    const other = pathOf(place, known)
    path = path.filter((step, index) => isSame(step, other[index]))
  }
  return path.at(-1) ?? first
}

function pathOf(place: Place, parents: ReadonlyMap<object, Place>): readonly Place[] {
  const path = [place]
  for (let above = parents.get(place.parent); above !== undefined; above = parents.get(above.parent)) path.unshift(above)
  return path
}

function isSame(one: Place, other: Place | undefined): boolean {
  return other !== undefined && one.parent === other.parent && String(one.key) === String(other.key)
}

/** An anchor gives one object several parents; the first counts, where it is written. */
function parentsIn(document: Document): ReadonlyMap<object, Place> {
  const parents = new Map<object, Place>()
  const visit = (parent: object): void => {
    for (const [key, child] of Object.entries(parent)) {
      if (typeof child !== 'object' || child === null || parents.has(child)) continue
      parents.set(child, { document, parent, key })
      visit(child)
    }
  }
  if (typeof document.value === 'object' && document.value !== null) visit(document.value)
  return parents
}
