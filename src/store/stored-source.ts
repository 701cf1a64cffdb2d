import type { Source } from '../diagnostic.js'
import type { VersionRecord } from '../generated/lattice-record.js'

/** Makes a stored text a source again whose positions are those of the file that it was put from, whatever stood above it there. */
export function storedSource({ file, line }: Pick<VersionRecord, 'file' | 'line'>, text: string): Source {
  return { path: file, text: '\n'.repeat(line - 1) + text }
}
