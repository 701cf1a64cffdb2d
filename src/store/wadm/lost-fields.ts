import type { Application } from '../../generated/application.js'
import { isPlain, type StoredManifest } from './stored-manifest.js'

/** Gives the paths of what somebody wrote and wadm 0.21 does not keep (wadm-types lib.rs: unknown fields are dropped), without what is empty and what wadm calls by another name. */
export function lostFields(app: Application, stored: StoredManifest): string[] {
  return [...lostIn(app, stored, '')]
}

/** Deprecated names and their successors. */
const renamed: Readonly<Record<string, string>> = { replicas: 'instances', source_config: 'source', target_config: 'target' }

function* lostIn(written: unknown, kept: unknown, path: string): Generator<string> {
  if (Array.isArray(written) && Array.isArray(kept)) {
    for (const [index, item] of written.entries()) yield* lostIn(item, kept[index], `${path}[${index}]`)
    return
  }
  if (!isPlain(written) || !isPlain(kept)) return
  for (const [key, value] of Object.entries(written)) {
    const own = path === '' ? key : `${path}.${key}`
    if (Object.hasOwn(kept, key)) yield* lostIn(value, kept[key], own)
    else if (!isEmpty(value) && !Object.hasOwn(kept, renamed[key] ?? '') && !isOneGroup(key, value)) yield own
  }
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0)
}

/** A single group without requirements is left out on purpose: it says nothing. */
function isOneGroup(key: string, value: unknown): boolean {
  return key === 'spread' && Array.isArray(value) && value.length === 1
}
