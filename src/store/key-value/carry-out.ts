import { atOnce } from './at-once.js'
import { addEvent, dropOldPage } from './history-pages.js'
import { KeyTaken, type KeyValue } from './key-value.js'
import { keys } from './keys.js'
import { readApplication, writeApplication } from './stored-application.js'
import type { Head, Step, StoredApplication } from './stored-types.js'

/**
 * Carries the change of a head out: history, then texts that no version has any more, then the entry of each application.
 * What is done already is passed over, so that it can be repeated by everybody at every time. `known` are the entries as they were read, newer ones are asked for.
 */
export async function carryOut(keyValue: KeyValue, head: Head, known: ReadonlyMap<string, StoredApplication>): Promise<void> {
  await atOnce(head.steps, (step) => carryOutStep(keyValue, head.revision, step, known.get(step.name)))
}

async function carryOutStep(keyValue: KeyValue, revision: number, step: Step, known: StoredApplication | undefined): Promise<void> {
  for (let before = known ?? (await ask(keyValue, step.name)); ; before = await ask(keyValue, step.name)) {
    if (before !== undefined && before.revision >= revision) return
    const last = before?.page ?? 0
    const page = step.event === undefined ? last : await addEvent(keyValue, step.name, last, { ...step.event, revision })
    if (before !== undefined) {
      if (page > before.page) await unlessTaken(dropOldPage(keyValue, step.name, page))
      await dropTexts(keyValue, before, step)
    }
    if ((await writeApplication(keyValue, before, step, revision, page)) !== undefined) return
  }
}

async function ask(keyValue: KeyValue, name: string): Promise<StoredApplication | undefined> {
  const entry = await keyValue.get(keys.application(name))
  return entry === undefined ? undefined : readApplication(keyValue, entry)
}

/** The key of a text belongs to one change alone: nobody can have written it anew. */
async function dropTexts(keyValue: KeyValue, before: StoredApplication, step: Step): Promise<void> {
  const gone = Object.entries(before.texts).filter(([version, id]) => step.texts[version] !== id)
  await atOnce(gone, async ([version, id]) => {
    const entry = await keyValue.get(keys.text(step.name, version, id))
    if (entry !== undefined) await unlessTaken(keyValue.remove(entry))
  })
}

async function unlessTaken(removed: Promise<void>): Promise<void> {
  try {
    await removed
  } catch (error) {
    if (!(error instanceof KeyTaken)) throw error
  }
}
