import { Failure } from '../../failure.js'
import type { Entry, KeyValue } from './key-value.js'
import { isObject, unseal } from './seal.js'

/** The format of everything that is stored under keys; a higher one was written by a newer mc. */
export const format = 1

/** Gives the fields of a stored value. Throws a `Failure` where it is damaged or of a newer format. */
export function openEntry({ url }: Pick<KeyValue, 'url'>, entry: Entry): Readonly<Record<string, unknown>> {
  const value = unseal(entry.value)
  const stated = value?.['format'] ?? guessFormat(entry.value)
  if (typeof stated === 'number' && stated > format) throw newer(url, entry.key, stated)
  if (value === undefined || stated !== format) throw damaged(url, entry.key)
  return value
}

/** The failure of a value that nobody of this program wrote like that. */
export function damaged(url: string, key: string, what = 'it is cut off, or was edited by hand'): Failure {
  return new Failure(3, `${url}: the entry \`${key}\` is damaged: ${what}; put it back from a backup of the store`)
}

/** The failure of a value that a later version of this program wrote. */
export function newer(url: string, key: string, stated: number): Failure {
  return new Failure(
    3,
    `${url}: the entry \`${key}\` has format ${stated} and this mc knows formats up to ${format}: use the newer mc that wrote it`,
  )
}

/** A newer format may be sealed in another way: its number is looked for without the seal. */
function guessFormat(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value['format'] : undefined
  } catch {
    return undefined
  }
}
