/** Requests that are under way at one time. */
const width = 16

/** Does something for each item, several at once; ends with the first error when those under way have ended. */
export async function atOnce<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const left = items[Symbol.iterator]()
  const work = async (): Promise<void> => {
    for (const item of left) await act(item)
  }
  const ended = await Promise.allSettled(Array.from({ length: Math.min(width, items.length) }, work))
  for (const end of ended) if (end.status === 'rejected') throw end.reason
}
