import { sha256 } from '../make-version.js'
import { atOnce } from './at-once.js'
import { KeyTaken, type KeyValue } from './key-value.js'
import { keys } from './keys.js'
import type { Head, Step } from './stored-types.js'

/** Bytes of a change up to which it lies in the head. */
const bytesOfHead = 128 * 1024

/** Bytes of a piece of a larger one. */
const bytesOfPiece = 512 * 1024

/** Makes the id of a change on top of a revision. The revision tells when pieces are left over: a change is made on its own revision or never. */
export function makeId(revision: number, random: string): string {
  return `${revision}-${random}`
}

/** Gives what the head is to hold of a change: its steps, or where that is too much, the pieces that they are written to before. */
export async function storeSteps(
  keyValue: KeyValue,
  id: string,
  steps: readonly Step[],
): Promise<{ readonly steps: readonly Step[] } | { readonly pieces: number; readonly sum: string }> {
  const text = JSON.stringify(steps)
  const limit = keyValue.valueLimit ?? Number.POSITIVE_INFINITY
  if (Buffer.byteLength(text) <= Math.min(bytesOfHead, limit / 2)) return { steps }
  const pieces = cut(text, Math.min(bytesOfPiece, limit))
  await atOnce([...pieces.entries()], async ([index, piece]) => {
    try {
      await keyValue.create(keys.piece(id, index), piece)
    } catch (error) {
      // the key is ours alone: an earlier request arrived although its answer did not
      if (!(error instanceof KeyTaken)) throw error
    }
  })
  return { pieces: pieces.length, sum: sha256(text) }
}

/** Removes the pieces of a change that was not made. */
export async function dropPieces(keyValue: KeyValue, id: string): Promise<void> {
  await removeAll(keyValue, (change) => change === id)
}

/** Removes all pieces but those of the head: of changes that are carried out, and of writers that died; those are on an older revision and can never be made. */
export async function dropOldPieces(keyValue: KeyValue, head: Pick<Head, 'id' | 'revision'>): Promise<void> {
  await removeAll(keyValue, (change) => change !== head.id && Number(change.split('-')[0]) < head.revision)
}

async function removeAll(keyValue: KeyValue, isLeft: (change: string) => boolean): Promise<void> {
  const entries = await keyValue.list(keys.pieces)
  const left = entries.filter(({ key }) => isLeft(key.split('/')[1] ?? ''))
  await atOnce(left, async (entry) => {
    try {
      await keyValue.remove(entry)
    } catch (error) {
      if (!(error instanceof KeyTaken)) throw error
    }
  })
}

/** Cuts a text into parts of at most so many bytes, never within a character. */
function cut(text: string, bytes: number): string[] {
  const parts: string[] = []
  // a UTF-16 unit takes at most three bytes
  const units = Math.max(2, Math.floor(bytes / 3))
  for (let start = 0; start < text.length; ) {
    let end = Math.min(text.length, start + units)
    if (end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1))) end -= 1
    parts.push(text.slice(start, end))
    start = end
  }
  return parts
}
