import type { Case } from '../harness.js'

/** Begins all cases when the first is asked for, `limit` of them at a time; each case then waits for its own end. For cases that mostly wait. */
export function atOnce(limit: number, cases: Readonly<Record<string, Case>>): Record<string, Case> {
  let ends: ReadonlyMap<string, Promise<void>> | undefined
  return Object.fromEntries(
    Object.keys(cases).map((title) => [
      title,
      async () => {
        ends ??= begin(limit, cases)
        await ends.get(title)
      },
    ]),
  )
}

function begin(limit: number, cases: Readonly<Record<string, Case>>): ReadonlyMap<string, Promise<void>> {
  const queue: (() => void)[] = []
  let free = limit
  const turn = async (): Promise<void> => {
    if (free === 0) await new Promise<void>((resolve) => queue.push(resolve))
    else free--
  }
  const leave = (): void => {
    const next = queue.shift()
    if (next === undefined) free++
    else next()
  }
  return new Map(
    Object.entries(cases).map(([title, body]) => {
      const end = turn().then(body).finally(leave)
      // a case that fails early is told by whoever waits for it later
      end.catch(() => {})
      return [title, end]
    }),
  )
}
