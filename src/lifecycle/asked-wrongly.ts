import type { ApplicationRecord } from '../generated/lattice-record.js'
import { candidates, listWords, nearest } from '../language/suggest.js'
import type { Objection, Request } from './decision.js'
import { versionOf } from './live.js'

/** Gives what is wrong with the names of a request: applications and versions that are not in the lattice, and one application with two versions. */
export function askedWrongly(records: ReadonlyMap<string, ApplicationRecord>, request: Request): Objection[] {
  const named: readonly { readonly application: string; readonly version?: string }[] =
    request.act === 'undeploy' ? request.applications.map((application) => ({ application })) : request.versions
  const seen = new Map<string, string | undefined>()
  return named.flatMap(({ application, version }): Objection[] => {
    const record = records.get(application)
    if (record === undefined) return [unknownApplication(records, application)]
    if (version !== undefined && versionOf(record, version) === undefined) return [unknownVersion(record, version)]
    const isSecond = request.act !== 'delete' && seen.has(application) && seen.get(application) !== version
    if (isSecond) return [severalVersions(application, [seen.get(application) ?? '', version ?? ''])]
    seen.set(application, version)
    return []
  })
}

function unknownApplication(records: ReadonlyMap<string, ApplicationRecord>, application: string): Objection {
  const near = nearest(application, records.keys())
  return {
    code: 'lifecycle/unknown-application',
    message: `there is no application \`${application}\` in this lattice`,
    reasons: [],
    help: near === undefined ? '`mc list` shows what is there' : `did you mean \`${near}\`?`,
  }
}

function unknownVersion({ name, versions }: ApplicationRecord, version: string): Objection {
  const known = versions.map((one) => one.version)
  return {
    code: 'lifecycle/unknown-version',
    message: `application \`${name}\` has no version \`${version}\` in this lattice`,
    reasons: [],
    help:
      known.length <= 8
        ? `it has ${listWords(known).replace(/ or (?=`[^`]*`$)/, ' and ')}`
        : `near are ${listWords(candidates(version, known))}; \`mc history ${name}\` shows all`,
  }
}

function severalVersions(application: string, versions: readonly string[]): Objection {
  return {
    code: 'lifecycle/several-versions',
    message: `application \`${application}\` is named with two versions, ${versions.map((one) => `\`${one}\``).join(' and ')}`,
    reasons: [],
    help: 'one version of an application is deployed at a time',
  }
}
