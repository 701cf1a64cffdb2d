/** How far the exact comparison goes before it gives up on finding the shortest way; beyond it, lines are counted regardless of their order. */
const patience = 1000

/** Gives the number of lines to add to and to remove from `before` to get `after`: the shortest edit script (Myers, 1986), as diff(1) counts. */
export function countChanges(before: string, after: string): { readonly added: number; readonly removed: number } {
  const a = before.split('\n')
  const b = after.split('\n')
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const old = a.slice(start, a.length - end)
  const fresh = b.slice(start, b.length - end)
  const distance = shortestScript(old, fresh)
  if (distance === undefined) return countRegardlessOfOrder(old, fresh)
  const added = (distance + fresh.length - old.length) / 2
  return { added, removed: distance - added }
}

/** Gives the number of insertions and deletions; nothing where it is larger than `patience`. */
function shortestScript(a: readonly string[], b: readonly string[]): number | undefined {
  const furthest = new Map<number, number>([[1, 0]])
  for (let distance = 0; distance <= Math.min(patience, a.length + b.length); distance++) {
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      const down =
        diagonal === -distance || (diagonal !== distance && (furthest.get(diagonal - 1) ?? 0) < (furthest.get(diagonal + 1) ?? 0))
      let x = down ? (furthest.get(diagonal + 1) ?? 0) : (furthest.get(diagonal - 1) ?? 0) + 1
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++
      furthest.set(diagonal, x)
      if (x >= a.length && x - diagonal >= b.length) return distance
    }
  }
  return undefined
}

function countRegardlessOfOrder(a: readonly string[], b: readonly string[]): { added: number; removed: number } {
  const counts = new Map<string, number>()
  for (const line of a) counts.set(line, (counts.get(line) ?? 0) + 1)
  let added = 0
  for (const line of b) {
    const left = counts.get(line) ?? 0
    if (left === 0) added++
    else counts.set(line, left - 1)
  }
  return { added, removed: a.length - (b.length - added) }
}
