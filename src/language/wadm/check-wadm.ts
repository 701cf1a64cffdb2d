import { checkDeprecatedKeys, checkManifest, isShared, versionOf } from './check-manifest.js'
import { checkRaw } from './check-raw.js'
import { type Cursor, follow, openDocument } from './cursor.js'
import type { WadmFailure } from './failure.js'
import type { WadmManifest } from './manifest.js'
import { readManifest } from './read-manifest.js'
import { readYaml } from './read-yaml.js'
import { Panic, Refusal } from './refusal.js'
import { storeManifest } from './store-manifest.js'
import type { YamlDocument } from './yaml-node.js'

export type { WadmFailure } from './failure.js'

/** What wadm 0.21 makes of a manifest. All offsets are UTF-16 offsets in the text, `end` exclusive. */
export interface WadmAnswer {
  /** `invalid` when a failure is an Error or wadm crashes; warnings alone are `valid`. */
  readonly verdict: 'valid' | 'invalid' | 'parse_error'
  /** In wadm's order and with wadm's own messages. Empty where wadm cannot read the text or crashes. */
  readonly failures: readonly WadmFailure[]
  /** With verdict `parse_error`: the key (`spec.components[0].name`, empty at the root) and the reason in our words. */
  readonly error?: { readonly path: string; readonly message: string; readonly start: number; readonly end: number }
  /** Where wadm crashes instead of answering, and why, in our words. */
  readonly panic?: { readonly message: string; readonly start: number; readonly end: number }
  /** `metadata.name`, also from a manifest that has faults elsewhere. */
  readonly name: string | undefined
  readonly shared: boolean
  /** The version annotation; empty without one. */
  readonly version: string
  /** The manifest as wadm stores it, where wadm can read it. */
  readonly roundtrip?: object
}

/** Gives wadm 0.21's answer to a manifest in YAML or JSON, as `wash app validate` gives it (wadm-types validation.rs, `validate_manifest_bytes`). Never throws. */
export function checkWadm(text: string): WadmAnswer {
  const { document, refusal, trailing } = readYaml(text)
  try {
    if (refusal) throw refusal
    const manifest = readManifest(document)
    if (trailing) throw trailing
    const failures = checkManifest(manifest)
    checkRaw(document)
    return answer(manifest, [...failures, ...checkDeprecatedKeys(manifest)])
  } catch (error) {
    const unread = { failures: [], name: findName(document), shared: false, version: '' }
    if (error instanceof Refusal) {
      const { path, message, start, end } = error
      return { verdict: 'parse_error', error: { path, message, start, end }, ...unread }
    }
    if (error instanceof Panic) {
      const { message, start, end } = error
      return { verdict: 'invalid', panic: { message, start, end }, ...unread }
    }
    throw error
  }
}

function answer(manifest: WadmManifest, failures: readonly WadmFailure[]): WadmAnswer {
  return {
    verdict: failures.some(({ level }) => level === 'Error') ? 'invalid' : 'valid',
    failures,
    name: manifest.metadata.name.value,
    shared: isShared(manifest),
    version: versionOf(manifest),
    roundtrip: storeManifest(manifest),
  }
}

/** The name where nothing else may be readable. */
function findName(document: YamlDocument): string | undefined {
  try {
    const name = ['metadata', 'name'].reduce<Cursor | undefined>((cursor, key) => cursor && valueAt(cursor, key), openDocument(document))
    const found = name && follow(name).node
    return found?.kind === 'scalar' ? found.text : undefined
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

function valueAt(cursor: Cursor, key: string): Cursor | undefined {
  const { source, node, path } = follow(cursor)
  const pair =
    node.kind === 'map' ? node.pairs.find((candidate) => candidate.key.kind === 'scalar' && candidate.key.text === key) : undefined
  return pair && { source, node: pair.value, path }
}
