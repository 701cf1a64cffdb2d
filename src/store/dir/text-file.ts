import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, systemCode, systemFailure } from '../../failure.js'
import { damage, restore } from './damage.js'
import { digestOf, type Head } from './head.js'
import { textPath } from './text-path.js'

/** Reads the text of a version, which must be as it was put; `readHead` gives what is put now. */
export function readText(folder: string, shown: string, readHead: () => Head, application: string, version: string): string {
  const path = textPath(application, version)
  const digestNow = (): string | undefined =>
    readHead()
      .records.get(application)
      ?.versions.find((own) => own.version === version)?.text
  const digest = digestNow()
  const bytes = readBytes(join(folder, path), `${shown}/${path}`)
  if (bytes !== undefined && digestOf([bytes]) === digest) return bytes.toString('utf8')
  const now = digestNow()
  if (now === undefined) throw new Failure(3, `version ${version} of ${application} is not in the lattice any more; run the command again`)
  // deleted and put again while this was read
  if (now !== digest) return readText(folder, shown, readHead, application, version)
  if (bytes === undefined) throw damage(`${shown}/${path}`, undefined, 'the text of this version is gone', restore)
  const unix = Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
  const why = digestOf([unix]) === digest ? 'its line breaks were changed to CRLF' : 'the text is not the one that was put'
  throw damage(`${shown}/${path}`, undefined, why, `${restore}, or put it as a new version`)
}

function readBytes(path: string, shown: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw systemFailure(`cannot read ${shown}`, error)
  }
}
