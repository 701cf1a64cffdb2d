import { Failure } from '../../failure.js'
import { sha256 } from '../make-version.js'
import { atOnce } from './at-once.js'
import { KeyTaken, type KeyValue } from './key-value.js'
import { keys } from './keys.js'
import type { NewText } from './prepare-change.js'

/** The texts that this run has stored: a change that is made anew, because others were faster, need not store them again. */
export interface TextCache {
  /** Gives the id under which a text is or will be stored. */
  idOf(application: string, version: string, text: string): string
  /** Stores what is not stored yet. */
  write(texts: readonly NewText[]): Promise<void>
  /** These belong to the lattice now. */
  keep(texts: readonly NewText[]): void
  /** Removes what did not come to belong to the lattice, as far as the server lets us. */
  dropUnused(): Promise<void>
}

/** Makes an empty cache; `makeId` gives an id that nobody else has. */
export function textCache(keyValue: KeyValue, makeId: () => string): TextCache {
  const ids = new Map<string, string>()
  const unused = new Map<string, NewText>()
  return {
    idOf(application, version, text) {
      const name = JSON.stringify([application, version, sha256(text)])
      const id = ids.get(name) ?? makeId()
      ids.set(name, id)
      return id
    },
    write: (texts) =>
      atOnce(texts, async (text) => {
        if (unused.has(text.id)) return
        unused.set(text.id, text)
        try {
          await keyValue.create(keys.text(text.application, text.version, text.id), text.text)
        } catch (error) {
          // the key is ours alone: an earlier request arrived although its answer did not
          if (!(error instanceof KeyTaken)) throw error
        }
      }),
    keep(texts) {
      for (const { application, version, text, id } of texts) {
        unused.delete(id)
        // deleted and put again, it is another text
        ids.delete(JSON.stringify([application, version, sha256(text)]))
      }
    },
    async dropUnused() {
      try {
        await atOnce([...unused.values()], async ({ application, version, id }) => {
          const entry = await keyValue.get(keys.text(application, version, id))
          if (entry !== undefined) await keyValue.remove(entry)
        })
      } catch (error) {
        // it is in nobody's way
        if (!(error instanceof Failure) && !(error instanceof KeyTaken)) throw error
      }
    },
  }
}
