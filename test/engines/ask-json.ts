import { waitFor } from './wait-for.js'

/** What a service answers with JSON. */
export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: each example answers with JSON of its own
  readonly body: any
}

/** Asks an address; it has five seconds. */
export async function get(url: string, request: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { ...request, signal: AbortSignal.timeout(5000) })
  return { status: response.status, body: JSON.parse(await response.text()) }
}

/** Sends JSON to an address. */
export function post(url: string, body: object): Promise<Answer> {
  return get(url, { method: 'POST', body: JSON.stringify(body) })
}

/** Asks until the answer has the status: a service may have been started, and not listen yet. */
export function eventually(url: string, status: number): Promise<Answer> {
  const ask = () => get(url).catch((error: Error): Answer => ({ status: 0, body: error.message }))
  return waitFor(ask, (answer) => answer.status === status, 60)
}
