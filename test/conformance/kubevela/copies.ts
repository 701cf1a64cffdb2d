import type { Difference } from './difference.js'
import { mapContainers } from './hardening.js'
import { mapsAt, type Tree } from './read-objects.js'

/** What is there more than once. */
export const copies: readonly Difference[] = [
  {
    what: 'the same objects for several clusters and namespaces',
    reason: 'a policy `topology` chooses clusters, which mc reports as not supported; it writes for one',
    theirs: (objects) => {
      const seen = new Set<string>()
      return objects.filter((object) => {
        const text = JSON.stringify({ ...object, metadata: { name: object.metadata.name } })
        return seen.size < seen.add(text).size
      })
    },
  },
  {
    what: 'a variable that stands twice',
    reason: 'Kubernetes takes the last one; mc writes that alone',
    theirs: (objects) =>
      objects.map((object) => mapContainers(object, (container) => ({ ...container, env: lastOf(mapsAt(container, 'env')) }))),
  },
]

function lastOf(list: readonly Tree[]): readonly Tree[] {
  return [...new Map(list.map((entry) => [entry['name'], entry])).values()]
}
