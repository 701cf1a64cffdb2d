import { readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Change } from '../store.js'
import type { Head } from './head.js'
import { textPath } from './text-path.js'
import type { Writing } from './write-change.js'

/**
 * Notes which texts a change is about to write or to leave without a version, so that whoever writes next can remove what is not used if this process ends in the middle.
 * Nothing but what is noted is ever removed: a file that somebody else put there stays.
 */
export function announce({ folder }: Writing, before: Head, change: Change): void {
  const texts = [...change].flatMap(([name, { record, texts: fresh }]) => {
    const old = before.records.get(name)?.versions.map(({ version }) => version) ?? []
    const kept = new Set(record?.versions.map(({ version }) => version))
    const passing = [...(fresh?.keys() ?? []), ...old.filter((version) => !kept.has(version))]
    return passing.length === 0 ? [] : [{ application: name, versions: passing }]
  })
  if (texts.length > 0) writeFileSync(join(folder, note), JSON.stringify(texts))
}

/** Removes texts that were noted and that the head as it is now has no version for; then the note. */
export function removeStrays({ folder, head }: Writing): void {
  const text = read(join(folder, note))
  if (text === undefined) return
  const { records } = head.read()
  for (const { application, versions } of parse(text)) {
    const kept = new Set(records.get(application)?.versions.map(({ version }) => version))
    for (const version of versions) {
      const path = join(folder, textPath(application, version))
      if (!kept.has(version)) rmSync(path, { force: true })
      removeEmpty(dirname(path))
    }
  }
  rmSync(join(folder, note), { force: true })
}

/** Lies in the folder while a change is written. */
const note = 'writing.json'

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** A note that was cut off was written before any text was. */
function parse(text: string): readonly { readonly application: string; readonly versions: readonly string[] }[] {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value.filter(isNote) : []
  } catch {
    return []
  }
}

function isNote(value: unknown): value is { application: string; versions: string[] } {
  if (typeof value !== 'object' || value === null || !('application' in value) || !('versions' in value)) return false
  const { application, versions } = value
  return typeof application === 'string' && Array.isArray(versions) && versions.every((version) => typeof version === 'string')
}

/** The folder of an application that never was. */
function removeEmpty(path: string): void {
  try {
    rmdirSync(path)
  } catch {
    // it holds something
  }
}
