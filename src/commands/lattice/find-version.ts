import { Failure } from '../../failure.js'
import type { ApplicationRecord, VersionRecord } from '../../generated/lattice-record.js'
import { candidates, listWords, nearest } from '../../language/suggest.js'
import type { Snapshot } from '../../store/store.js'

/** An application, and the version of it that was named. */
export interface Named {
  readonly record: ApplicationRecord
  readonly version?: VersionRecord
}

/** Finds what `app` or `app@version` names. Throws a `Failure` where there is no such application or version. */
export function findNamed(word: string, { records }: Snapshot, url: string): Named {
  const whole = records.get(word)
  if (whole !== undefined) return { record: whole }
  // names and versions may hold an @ themselves: the first split that names an application counts
  for (let at = word.indexOf('@'); at >= 0; at = word.indexOf('@', at + 1)) {
    const record = records.get(word.slice(0, at))
    if (record !== undefined) return { record, version: versionOf(record, word.slice(at + 1)) }
  }
  throw unknownApplication(word.split('@')[0] ?? word, records.keys(), url)
}

/** Gives the version that was put last. */
export function newestOf({ name, versions }: ApplicationRecord): VersionRecord {
  const newest = versions.at(-1)
  if (newest === undefined) throw new Failure(2, `${name}: no version of it is stored`)
  return newest
}

/** Gives the failure that names what could have been meant. */
export function unknownApplication(name: string, known: Iterable<string>, url: string): Failure {
  const names = [...known]
  if (names.length === 0) return new Failure(2, `${name}: no such application, and none is put in ${url}; \`mc put\` stores one`)
  const near = nearest(name, names)
  const hint =
    near !== undefined
      ? `did you mean \`${near}\`?`
      : names.length <= 8
        ? `there ${names.length === 1 ? 'is' : 'are'} ${names.map((own) => `\`${own}\``).join(', ')}`
        : '`mc list` shows them'
  return new Failure(2, `${name}: no such application in ${url}; ${hint}`)
}

function versionOf(record: ApplicationRecord, version: string): VersionRecord {
  const found = record.versions.find((own) => own.version === version)
  if (found !== undefined) return found
  const known = candidates(
    version,
    record.versions.map((own) => own.version),
  )
  const hint =
    version === 'latest'
      ? `\`${record.name}\` alone means the newest`
      : known.length > 0
        ? `did you mean ${listWords(known)}?`
        : `\`mc history ${record.name}\` lists them`
  throw new Failure(2, `${record.name}@${version}: no such version; ${hint}`)
}
