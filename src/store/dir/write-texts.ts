import { closeSync, lstatSync, mkdirSync, openSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Failure } from '../../failure.js'
import type { Change } from '../store.js'
import { syncAll, writeWhole } from './durable-files.js'
import type { Head } from './head.js'
import { textPath } from './text-path.js'
import type { Writing } from './write-change.js'

/** Writes the texts of a change; afterwards all of them survive a loss of power. No record names them yet, so that a half of one harms nobody. */
export function writeTexts({ folder, shown }: Writing, before: Head, change: Change): void {
  const paths: string[] = []
  for (const [application, { texts = new Map<string, string>() }] of change) {
    const known = new Set(texts.size > 0 ? before.records.get(application)?.versions.map(({ version }) => version) : [])
    for (const [version, text] of texts) {
      if (known.has(version)) throw new Error(`a change writes the text of ${application}@${version} again`)
      const path = join(folder, textPath(application, version))
      mkdirSync(dirname(path), { recursive: true })
      refuseLinks(folder, shown, textPath(application, version))
      const file = openSync(path, 'w')
      try {
        writeWhole(file, Buffer.from(text))
      } finally {
        closeSync(file)
      }
      paths.push(path)
    }
  }
  syncAll(paths)
}

/** Somebody else's repository must not make mc write outside of the lattice. */
function refuseLinks(folder: string, shown: string, path: string): void {
  const names = path.split('/')
  for (let length = 1; length <= names.length; length++) {
    const part = names.slice(0, length).join('/')
    if (lstatSync(join(folder, part), { throwIfNoEntry: false })?.isSymbolicLink())
      throw new Failure(
        3,
        `cannot write ${shown}/${path}: ${shown}/${part} is a link, and mc does not follow links out of its folder; remove the link`,
      )
  }
}
