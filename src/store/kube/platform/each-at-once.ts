/** Calls `work` for every item, at most `width` at a time, and gives the results in order. After a failure no further item is begun; the first failure is thrown when all that was begun has ended. */
export async function eachAtOnce<T, R>(items: readonly T[], work: (item: T) => Promise<R>, width = 8): Promise<readonly R[]> {
  const results = new Map<number, R>()
  const failures: unknown[] = []
  const queue = [...items.entries()]
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && failures.length === 0; next = queue.shift()) {
      const [index, item] = next
      try {
        results.set(index, await work(item))
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
  if (failures.length > 0) throw failures[0]
  return [...results].sort(([one], [other]) => one - other).map(([, result]) => result)
}
