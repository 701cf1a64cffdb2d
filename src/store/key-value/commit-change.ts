import { randomBytes } from 'node:crypto'
import { Failure } from '../../failure.js'
import { LatticeChanged } from '../store.js'
import { carryOut } from './carry-out.js'
import { AnswerLost, KeyTaken, type KeyValue } from './key-value.js'
import { keys } from './keys.js'
import { dropOldPieces, dropPieces, makeId, storeSteps } from './pieces.js'
import { printHead, readHead } from './read-head.js'
import type { State } from './read-lattice.js'
import type { Head, Step } from './stored-types.js'

/** Ids of earlier changes that a head names. */
const namedFormer = 64

/** Makes a change whose texts are stored, and gives the new head. Throws `LatticeChanged` where the lattice is no longer that of the state. */
export async function commitChange(keyValue: KeyValue, state: State, steps: readonly Step[]): Promise<Head> {
  const { head, revision } = state
  const id = makeId(revision, randomBytes(6).toString('hex'))
  // the head will hold the new change only: the one before must be carried out by then
  if (head !== undefined) await carryOut(keyValue, head, state.stored)
  const change = await storeSteps(keyValue, id, steps)
  const next = {
    revision: revision + 1,
    id,
    former: [...(head?.former ?? []), ...(head === undefined ? [] : [head.id])].slice(-namedFormer),
    applications: countAfter(state, steps),
  }
  const value = printHead(head?.fields ?? {}, next, change)
  try {
    const entry = await (head === undefined ? keyValue.create(keys.head, value) : keyValue.update(head.entry, value))
    return { entry, fields: head?.fields ?? {}, ...next, steps, pieces: 'pieces' in change ? change.pieces : 0 }
  } catch (error) {
    const made = await findOut(keyValue, state, id, error)
    if (made !== undefined) return made
    if ('pieces' in change) await quietly(() => dropPieces(keyValue, id))
    throw error instanceof KeyTaken ? new LatticeChanged() : error
  }
}

/** Carries a change out as far as the server lets us, and takes away what it leaves: whoever writes next does what is left. */
export async function finishChange(keyValue: KeyValue, state: State, head: Head): Promise<void> {
  await quietly(async () => {
    await carryOut(keyValue, head, state.stored)
    if (head.pieces > 0 || (state.head?.pieces ?? 0) > 0) await dropOldPieces(keyValue, head)
  })
}

/**
 * Finds out whether a write of the head that failed was made all the same: its answer may have been lost. Gives the head that it made, nothing where it
 * neither was made nor ever will be. Throws where that cannot be known, or the write was refused.
 */
async function findOut(keyValue: KeyValue, state: State, id: string, error: unknown): Promise<Head | undefined> {
  if (!(error instanceof KeyTaken) && !(error instanceof AnswerLost)) throw error
  try {
    for (;;) {
      const head = await readHead(keyValue)
      if (head?.id === id) return head
      // others went on from it, and so have carried it out
      if (head?.former.includes(id)) return { ...head, revision: state.revision + 1, steps: [] }
      if (head?.entry.revision !== state.head?.entry.revision || error instanceof KeyTaken) return undefined
      if (head === undefined) throw error
      // what is under way can no longer arrive once the head has been written anew
      if (await fence(keyValue, head)) return undefined
    }
  } catch (again) {
    if (!(again instanceof Failure)) throw again
    throw new Failure(3, `${again.message}; whether the change was made is not known: look with mc history before you repeat it`)
  }
}

/** Writes a head as it is. Gives false where somebody else wrote it meanwhile. */
async function fence(keyValue: KeyValue, head: Head): Promise<boolean> {
  try {
    await keyValue.update(head.entry, head.entry.value)
    return true
  } catch (error) {
    if (error instanceof KeyTaken) return false
    throw error
  }
}

function countAfter(state: State, steps: readonly Step[]): number {
  const names = new Set(state.records.keys())
  for (const { name, record } of steps) {
    if (record === undefined) names.delete(name)
    else names.add(name)
  }
  return names.size
}

async function quietly(act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
  }
}
