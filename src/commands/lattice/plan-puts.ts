import type { Diagnostic, Span } from '../../diagnostic.js'
import type { ApplicationRecord, VersionRecord } from '../../generated/lattice-record.js'
import type { Manifest } from '../../language/manifest.js'
import { type Act, makeVersion, type NewVersion } from '../../store/make-version.js'
import type { ApplicationChange, Change, Snapshot, Store } from '../../store/store.js'
import { documentCount } from './document-count.js'

/** What a `put` does to one application. */
export interface Put {
  readonly application: string
  readonly version: string
  readonly outcome: 'created' | 'new version' | 'unchanged'
}

/** What a `put` of several applications does. */
export interface PlannedPuts {
  /** Sorted by application. */
  readonly puts: readonly Put[]
  /** Empty where everything is stored already. */
  readonly change: Change
  /** Why it may not be done. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Who puts, what the store calls the same content, and how new versions are named. */
export interface PutBy {
  readonly act: Act
  readonly contentOf: Store['contentOf']
  readonly newName: () => string
}

/**
 * Decides which versions are new. A version is the annotation `version`; a manifest without one is a new version where it differs from the newest, and `newName` names it.
 * A version that is stored keeps its content for ever.
 */
export function planPuts(manifests: Iterable<Manifest>, { records }: Snapshot, { act, contentOf, newName }: PutBy): PlannedPuts {
  const puts: Put[] = []
  const change = new Map<string, ApplicationChange>()
  const diagnostics: Diagnostic[] = []
  for (const manifest of manifests) {
    const { name, annotations } = manifest.app.metadata
    const asked = annotations?.['version']
    const record = records.get(name)
    const versions = record?.versions ?? []
    const made = makeVersion(manifest, documentCount(manifest.document.source), asked ?? newName(), act, contentOf)
    const former = asked === undefined ? versions.at(-1) : versions.find(({ version }) => version === asked)
    const isStored = former?.content === made.record.content
    if (asked !== undefined && former !== undefined && !isStored) {
      diagnostics.push(versionTaken(manifest, former))
      continue
    }
    const isThere = record !== undefined && record.leaving !== true
    const version = isStored ? former.version : made.record.version
    puts.push({ application: name, version, outcome: !isThere ? 'created' : isStored ? 'unchanged' : 'new version' })
    if (isThere && isStored) continue
    change.set(name, changeOf(record, isStored ? undefined : made, version, name, act))
  }
  return { puts, change, diagnostics }
}

/** An application that was leaving is there again. */
function changeOf(
  record: ApplicationRecord | undefined,
  made: NewVersion | undefined,
  version: string,
  name: string,
  act: Act,
): ApplicationChange {
  const { leaving: _, ...kept } = record ?? { format: 1 as const, name, versions: [] }
  return {
    record: { ...kept, versions: [...kept.versions, ...(made === undefined ? [] : [made.record])] },
    ...(made !== undefined && { texts: new Map([[version, made.text]]) }),
    event: { act: 'put', version, ...act },
  }
}

function versionTaken({ app, document }: Manifest, { version, at, actor, file, line }: VersionRecord): Diagnostic {
  const { name, annotations } = app.metadata
  const span: Span = document.at(annotations ?? app.metadata, 'version')
  return {
    code: 'lifecycle/version-taken',
    severity: 'error',
    message: `version \`${version}\` of \`${name}\` is stored with other content`,
    span,
    label: 'a stored version never changes',
    help: `it was put${actor === '' ? '' : ` by ${actor}`}${at === '' ? '' : ` at ${at}`} from ${file}:${line}; give what has changed a version of its own, or compare with \`mc get ${name}@${version}\``,
  }
}
