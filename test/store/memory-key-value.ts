import { AnswerLost, type Entry, KeyTaken, type KeyValue } from '../../src/store/key-value/key-value.js'

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
  /**
   * Tells that the answer to a write is lost: it never arrives (`never`), it is carried out (0), or so many requests later, of whomever.
   */
  lose?(request: string): 'never' | number | undefined
}

/** Makes an empty server that keeps keys and values as `KeyValue` promises. */
export function memoryKeyValues(): Memory {
  const entries = new Map<string, Entry>()
  let writes = 0
  const held: { left: number; readonly act: () => unknown }[] = []
  const passTime = (): void => {
    for (const late of held) if (--late.left === 0) tryAct(late.act)
  }
  const store = (key: string, value: string): Entry => {
    const entry = { key, value, revision: String(++writes) }
    entries.set(key, entry)
    return entry
  }
  return {
    entries,
    open({ valueLimit, before, after, lose } = {}) {
      const request = async <T>(name: string, act: () => T): Promise<T> => {
        await before?.(name)
        passTime()
        const lost = lose?.(name)
        if (lost !== undefined) {
          if (lost === 0) tryAct(act)
          else if (lost !== 'never') held.push({ left: lost, act })
          throw new AnswerLost('memory://test: no answer')
        }
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

/** What arrives late may be refused; nobody hears of it. */
function tryAct(act: () => unknown): void {
  try {
    act()
  } catch (error) {
    if (!(error instanceof KeyTaken)) throw error
  }
}
