import { type Entry, KeyTaken, type KeyValue } from '../../src/store/key-value/key-value.js'

/** Keys and values of this process, shared by all that are opened on it. */
export interface Memory {
  /** What is stored, by key. */
  readonly entries: Map<string, Entry>
  /** Gives a client; `before` and `after` are called around each request, with its name (`update lattice`), and may wait or throw. */
  open(options?: MemoryOptions): KeyValue
}

export interface MemoryOptions {
  readonly valueLimit?: number
  before?(request: string): Promise<void> | void
  after?(request: string): Promise<void> | void
}

/** Makes an empty server that keeps keys and values as `KeyValue` promises. */
export function memoryKeyValues(): Memory {
  const entries = new Map<string, Entry>()
  let writes = 0
  const store = (key: string, value: string): Entry => {
    const entry = { key, value, revision: String(++writes) }
    entries.set(key, entry)
    return entry
  }
  return {
    entries,
    open({ valueLimit, before, after } = {}) {
      const request = async <T>(name: string, act: () => T): Promise<T> => {
        await before?.(name)
        const answer = act()
        await after?.(name)
        return answer
      }
      const checked = (value: string): string => {
        if (valueLimit !== undefined && Buffer.byteLength(value) > valueLimit) throw new Error('a value above the limit reached the server')
        return value
      }
      return {
        url: 'memory://test',
        ...(valueLimit !== undefined && { valueLimit }),
        get: (key) => request(`get ${key}`, () => entries.get(key)),
        list: (prefix) => request(`list ${prefix}`, () => [...entries.values()].filter(({ key }) => key.startsWith(prefix))),
        create: (key, value) =>
          request(`create ${key}`, () => {
            if (entries.has(key)) throw new KeyTaken(key)
            return store(key, checked(value))
          }),
        update: (entry, value) =>
          request(`update ${entry.key}`, () => {
            if (entries.get(entry.key)?.revision !== entry.revision) throw new KeyTaken(entry.key)
            return store(entry.key, checked(value))
          }),
        remove: (entry) =>
          request(`remove ${entry.key}`, () => {
            const there = entries.get(entry.key)
            if (there !== undefined && there.revision !== entry.revision) throw new KeyTaken(entry.key)
            entries.delete(entry.key)
          }),
        close: async () => {},
      }
    },
  }
}
