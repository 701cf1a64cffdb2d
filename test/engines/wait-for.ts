/** Asks until the answer satisfies, at most `seconds` long; gives that answer, or else throws with the last one. */
export async function waitFor<T>(ask: () => Promise<T>, satisfies: (answer: T) => boolean, seconds: number): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (satisfies(answer)) return answer
    if (Date.now() > end) throw new Error(`after ${seconds} seconds the answer is still ${JSON.stringify(answer)}`)
    await new Promise((done) => setTimeout(done, 200))
  }
}
