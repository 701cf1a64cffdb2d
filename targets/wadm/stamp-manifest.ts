import type { WadmManifest } from '../../src/plan/plan.js'
import { fingerprint } from '../fingerprint.js'
import { mapOf } from '../manifest-entries.js'

/** Tells two manifests of one version apart, and who has put them; the script that hands them over counts the content as it arrives there. */
const contentAnnotation = 'manifest-compiler.dev/content'

/** A manifest as it is handed to wadm. */
export interface Stamped {
  readonly manifest: object
  readonly version: string
}

/**
 * Gives a copy of the manifest with a version, and the fingerprint of its content. A manifest without a version has one made from its content.
 * `meant` is the content where the manifest has something in the place of addresses that are put in later.
 */
export function stampManifest(wadm: WadmManifest, meant: WadmManifest = wadm): Stamped {
  const content = fingerprint(JSON.stringify(meant))
  const annotations = mapOf(wadm.metadata['annotations'])
  const version = typeof annotations['version'] === 'string' ? annotations['version'] : `content-${content}`
  const metadata = { ...wadm.metadata, annotations: { ...annotations, version, [contentAnnotation]: content } }
  return { manifest: { ...wadm, metadata }, version }
}
