import { decodeTime } from 'ulid'
import type { Source } from '../../diagnostic.js'
import type { ApplicationRecord, VersionRecord } from '../../generated/lattice-record.js'
import { parse } from '../../language/parse.js'
import { checkSchema } from '../../language/schema-check.js'
import { sharedAnnotations } from '../../lattice/is-shared.js'
import { outlineOf } from '../../lifecycle/outline-of.js'
import { canonicalJson } from '../../print/canonical-json.js'
import { sha256 } from '../make-version.js'
import { outlineOfStored } from './outline-of-stored.js'
import { type Running, readRunning } from './running-version.js'
import { printStored, type StoredManifest } from './stored-manifest.js'

/** An application as wadm keeps it. */
export interface WadmApplication {
  readonly name: string
  /** Oldest first. */
  readonly versions: readonly { readonly version: string; readonly manifest: StoredManifest }[]
  /** The version that wadm calls deployed. */
  readonly deployed?: string
}

export interface ReadApplication {
  readonly record: ApplicationRecord
  /** The text of each version of the record: what the printer makes of wadm's values. */
  readonly texts: ReadonlyMap<string, string>
  /** The manifest of each version of the record. */
  readonly manifests: ReadonlyMap<string, StoredManifest>
}

/**
 * Makes the record of an application from what wadm keeps of it; `url` is the lattice's, for the names of the versions.
 * Versions that mc made for weak children are seen as what they stand for. Where somebody deleted a version that one of them needs, it stands for that version itself.
 */
export function recordOf({ name, versions, deployed }: WadmApplication, url: string): ReadApplication {
  const made = versions.find(({ version }) => version === deployed)
  const running: Running = runningOf(made?.manifest, deployed)
  const own = versions.filter(({ manifest }) => readRunning(manifest) === undefined)
  const there = new Set(own.map(({ version }) => version))
  const meant = [...(running.deployed === undefined ? [] : [running.deployed]), ...running.retained.map(({ version }) => version)]
  const lost = [...new Set(meant)].filter((version) => !there.has(version))
  const all = [...(made === undefined ? [] : lost.map((version) => ({ version, manifest: made.manifest }))), ...own]
  const texts = new Map(all.map(({ version, manifest }) => [version, printStored(manifest)]))
  return {
    texts,
    manifests: new Map(all.map(({ version, manifest }) => [version, manifest])),
    record: {
      format: 1,
      name,
      ...(running.deployed !== undefined && { deployed: running.deployed }),
      ...(running.retained.length > 0 && { retained: [...running.retained] }),
      ...(running.leaving && { leaving: true }),
      versions: all.map(({ version, manifest }) => versionRecord(version, manifest, texts.get(version) ?? '', `${url}/${name}@${version}`)),
    },
  }
}

/** Gives what of an application runs, when wadm has deployed this manifest under this version. */
export function runningOf(manifest: StoredManifest | undefined, deployed: string | undefined): Running {
  const made = manifest && readRunning(manifest)
  return made ?? { ...(deployed !== undefined && { deployed }), retained: [], leaving: false }
}

/**
 * Gives what tells two manifests of wadm apart: SHA-256 of their values (canonical JSON) without the version, which a manifest may have from wadm or from mc,
 * and by which versions are told apart already.
 */
export function contentOfStored(manifest: StoredManifest): string {
  const { version: _, ...annotations } = manifest.metadata.annotations
  return sha256(canonicalJson({ ...manifest, metadata: { ...manifest.metadata, annotations } }))
}

function versionRecord(version: string, manifest: StoredManifest, text: string, file: string): VersionRecord {
  return {
    version,
    content: contentOfStored(manifest),
    text: sha256(text),
    file,
    line: 1,
    at: timeOf(version),
    // wadm does not keep who and when
    actor: '',
    outline: outlineIn({ path: file, text }, manifest),
  }
}

/** What mc's own reader finds; what it finds wrong is somebody's manifest all the same, and the others must not suffer from it. */
function outlineIn(source: Source, manifest: StoredManifest): VersionRecord['outline'] {
  const [document] = parse(source, () => {}).documents
  const read = document && checkSchema(document, () => {})
  const outline = read === undefined ? outlineOfStored(manifest, document) : outlineOf(read)
  // the other spelling means nothing to wadm
  return { ...outline, shared: manifest.metadata.annotations[sharedAnnotations[0]] === 'true' }
}

/** A version that wadm or mc made says when: it is a ULID. */
function timeOf(version: string): string {
  if (!/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(version)) return ''
  return new Date(decodeTime(version)).toISOString()
}
