import { createHash } from 'node:crypto'
import type { VersionRecord } from '../generated/lattice-record.js'
import type { Manifest } from '../language/manifest.js'
import { outlineOf } from '../lifecycle/outline-of.js'
import { canonicalJson } from '../print/canonical-json.js'
import { makeLocator } from '../report/locate.js'

/** Who puts something, when and why. */
export interface Act {
  readonly actor: string
  /** RFC 3339, UTC. */
  readonly at: string
  readonly message?: string
}

/** A version as a store takes it. */
export interface NewVersion {
  readonly record: VersionRecord
  readonly text: string
}

/**
 * Makes the record of a manifest that passed its checks; `documents` is how many its source holds: one alone is stored with everything around it.
 * `contentOf` is the store's own, where it has one.
 */
export function makeVersion(
  manifest: Manifest,
  documents: number,
  version: string,
  act: Act,
  contentOf: (manifest: Manifest) => string = contentOfValues,
): NewVersion {
  const { document } = manifest
  const { source } = document
  const start = documents === 1 ? 0 : source.text.lastIndexOf('\n', document.start - 1) + 1
  const text = documents === 1 ? source.text : source.text.slice(start, document.end)
  return {
    text,
    record: {
      version,
      content: contentOf(manifest),
      text: sha256(text),
      file: source.path,
      line: makeLocator().position(source, start).line,
      at: act.at,
      actor: act.actor,
      ...(act.message !== undefined && { message: act.message }),
      outline: outlineOf(manifest),
    },
  }
}

function contentOfValues({ document }: Manifest): string {
  return sha256(canonicalJson(document.value))
}

/** Gives SHA-256 of a text in UTF-8, in lower-case hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
