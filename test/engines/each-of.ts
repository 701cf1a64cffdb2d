/** Runs a check for each item, two at a time; gives the results in the order of the items. */
export async function eachOf<T, R>(items: readonly T[], check: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Map<number, R>()
  const waiting = [...items.entries()]
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results.set(next[0], await check(next[1]))
  }
  await Promise.all([worker(), worker()])
  return items.map((_, index) => results.get(index)!)
}
