import { AnswerLost } from '../../key-value/key-value.js'
import type { KubeClient } from '../client.js'

/**
 * Makes a client that asks again where the answer to a change was lost. Whatever this platform asks may be asked twice: an apply says how an object is to be,
 * and a removal names the object by its uid.
 */
export function steady(client: KubeClient): KubeClient {
  return {
    ...client,
    apply: (object, options) => again(() => client.apply(object, options)),
    remove: (reference, options) => again(() => client.remove(reference, options)),
  }
}

/** How often a request is sent. */
const tries = 3

async function again<T>(ask: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof AnswerLost) || tried === tries) throw error
    }
  }
}
