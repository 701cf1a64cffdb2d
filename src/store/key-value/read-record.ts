import type { ApplicationRecord, LatticeEvent } from '../../generated/lattice-record.js'
import { validate } from '../../generated/lattice-record-schema.js'
import { damaged, format, newer } from './open-entry.js'
import { isObject } from './seal.js'

/** Gives a stored record with the type that its schema promises. Throws a `Failure` where it does not keep that promise. */
export function readRecord(url: string, key: string, value: unknown): ApplicationRecord {
  if (isObject(value) && typeof value['format'] === 'number' && value['format'] > format) throw newer(url, key, value['format'])
  if (!isRecord(value)) throw damaged(url, key, 'the record of the application is not as its schema says')
  return value
}

/** Tells whether a value is an event of history, as far as reading it relies on. */
export function isEvent(value: unknown): value is LatticeEvent {
  return isObject(value) && ['act', 'at', 'actor'].every((name) => typeof value[name] === 'string')
}

function isRecord(value: unknown): value is ApplicationRecord {
  return validate(value)
}
