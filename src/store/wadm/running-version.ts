import { compareText } from '../../diagnostic.js'
import type { RetainedComponent } from '../../generated/lattice-record.js'
import { isPlain, type StoredManifest } from './stored-manifest.js'

/** What of an application is to run, in the terms of its record. */
export interface Running {
  readonly deployed?: string
  readonly retained: readonly RetainedComponent[]
  readonly leaving: boolean
}

/**
 * The annotation of a version that mc made to keep weak children running, and its value: what it stands for, as JSON.
 * Such a version is no version that anybody has put, so commands do not see it.
 */
export const retainedAnnotation = 'manifest-compiler.dev/retained-from'

/** Gives what a version that mc made stands for; nothing for every other version. */
export function readRunning({ metadata }: StoredManifest): Running | undefined {
  const text = metadata.annotations[retainedAnnotation]
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (!isPlain(value) || !Array.isArray(value['retained'])) return undefined
    const retained = value['retained'].filter(isRetained)
    if (retained.length !== value['retained'].length) return undefined
    const deployed = value['deployed']
    return { ...(typeof deployed === 'string' && { deployed }), retained, leaving: value['leaving'] === true }
  } catch {
    return undefined
  }
}

/** Gives the annotation's value: the same text for the same meaning. */
export function printRunning({ deployed, retained, leaving }: Running): string {
  const sorted = [...retained].sort((a, b) => compareText(a.component, b.component) || compareText(a.version, b.version))
  return JSON.stringify({ ...(deployed !== undefined && { deployed }), retained: sorted, ...(leaving && { leaving }) })
}

function isRetained(value: unknown): value is RetainedComponent {
  return isPlain(value) && typeof value['component'] === 'string' && typeof value['version'] === 'string'
}
