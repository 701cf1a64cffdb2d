import { closeSync, existsSync, fstatSync, lstatSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, systemCode, systemFailure } from '../../failure.js'
import { damage, restore } from './damage.js'
import { replaceFile } from './durable-files.js'
import { type Head, noHead } from './head.js'
import { parseHead } from './parse-head.js'

/** The head of a lattice in a folder. */
export interface HeadFile {
  /** Gives the head as it is now; of a file that is still the one read before, that head. Throws a `Failure` where it cannot be read or is damaged. */
  read(): Head
  /** Puts other bytes in the place of the head: the moment at which a change has happened. */
  replace(parts: readonly Uint8Array[]): void
}

/** `folder` is absolute, `shown` the folder in messages. */
export function headFile(folder: string, shown: string): HeadFile {
  const path = join(folder, 'lattice.jsonl')
  let known: { readonly stamp: string; readonly head: Head } | undefined
  return {
    read() {
      try {
        const file = openSync(path, 'r')
        try {
          const stamp = stampOf(file)
          if (known?.stamp === stamp) return known.head
          known = { stamp, head: parseHead(readFileSync(file), `${shown}/lattice.jsonl`) }
          return known.head
        } finally {
          closeSync(file)
        }
      } catch (error) {
        if (systemCode(error) !== 'ENOENT') throw systemFailure(`cannot read ${shown}/lattice.jsonl`, error)
        if (hasHistory(folder))
          throw damage(
            `${shown}/lattice.jsonl`,
            undefined,
            `the file is gone, and the applications of the lattice are still there`,
            restore,
          )
        return noHead
      }
    },
    replace(parts) {
      const old = lstatSync(path, { throwIfNoEntry: false })
      // replacing a link would leave the file behind it as it was, without a word
      if (old?.isSymbolicLink())
        throw new Failure(3, `cannot write ${shown}/lattice.jsonl: it is a link; name the folder that it leads to as the lattice`)
      replaceFile(path, `${path}.new`, parts, old?.mode)
    },
  }
}

/** Names what a file holds: it is replaced and never written in place, so that the same file is the same content, unless somebody edits it. */
function stampOf(file: number): string {
  const { dev, ino, size, mtimeNs, ctimeNs } = fstatSync(file, { bigint: true })
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ')
}

/** A first put that was cut off leaves texts; history comes after the head. */
function hasHistory(folder: string): boolean {
  const applications = join(folder, 'applications')
  return (
    existsSync(applications) &&
    statSync(applications).isDirectory() &&
    readdirSync(applications).some((name) => existsSync(join(applications, name, 'history.jsonl')))
  )
}
