import { Failure } from '../../failure.js'
import type { Application } from '../../generated/application.js'
import { isWasm } from '../../language/is-wasm.js'
import { checkWadm } from '../../language/wadm/check-wadm.js'
import { isShared, sharedAnnotations } from '../../lattice/is-shared.js'
import { toYaml } from '../../print/to-yaml.js'
import { lostFields } from './lost-fields.js'
import { isPlain, printStored, readStored, type StoredManifest } from './stored-manifest.js'

/** A manifest as it is sent to wadm. */
export interface ForWadm {
  readonly manifest: StoredManifest
  /** Of `manifest`; passed wadm's own rules in this very form. */
  readonly text: string
  /** Paths of what the author wrote and wadm does not keep. */
  readonly lost: readonly string[]
}

/**
 * Makes of an application what wadm 0.21 stores of it, with the version as its annotation. Sharing has wadm's name, and a single group without requirements,
 * which wadm would lose together with its scaler, is left out: without it any host will do as well.
 * Throws a `Failure` with the reason where wadm cannot keep it, and where this would end wadm.
 */
export function manifestForWadm(app: Application, version: string): ForWadm {
  const { name } = app.metadata
  const foreign = app.spec.components.filter((component) => !isWasm(component))
  if (foreign.length > 0) {
    const listed = foreign.map((component) => `\`${component.name}\` (${component.type})`)
    throw new Failure(
      3,
      `wadm cannot keep \`${name}\`: it runs wasmCloud components and capability providers only, not ${listed.join(', ')}`,
    )
  }
  // a key of NATS (wadm 0.21 answers `Internal storage error`)
  if (!/^[-\w]+$/.test(name))
    throw new Failure(3, `wadm cannot keep \`${name}\`: the name of an application there has ASCII letters, digits, \`-\` and \`_\` only`)
  const [known] = sharedAnnotations
  const annotations = { ...app.metadata.annotations, version, ...(isShared(app) && { [known]: 'true' }) }
  const written = { ...app, metadata: { ...app.metadata, annotations } }
  const { manifest, text } = judged(written, name)
  return { manifest, text, lost: lostFields(app, manifest) }
}

/** Gives a manifest of wadm, changed, as it is sent; throws as `manifestForWadm` does. */
export function judgedForWadm(manifest: StoredManifest): ForWadm {
  return { ...judged(manifest, manifest.metadata.name), lost: [] }
}

function judged(values: object, name: string): Omit<ForWadm, 'lost'> {
  const stored = readStored(roundtrip(toYaml(withoutEmptyGroup(values)), name))
  if (stored === undefined) throw refusal(name, 'it is no manifest')
  const text = printStored(stored)
  // what wadm stores must be what it can read again when it deploys
  roundtrip(text, name)
  const crash = crashOf(stored)
  if (crash !== undefined) throw refusal(name, crash)
  return { manifest: stored, text }
}

/** Why deploying a manifest would end wadm 0.21; nothing where it would not (scaler/spreadscaler/mod.rs, `compute_spread`: it divides by the sum of the weights). */
export function crashOf({ spec }: StoredManifest): string | undefined {
  for (const { name, traits } of spec.components)
    for (const { type, properties } of traits) {
      const groups = isPlain(properties) && Array.isArray(properties['spread']) ? properties['spread'].filter(isPlain) : []
      if (type === 'spreadscaler' && groups.length > 0 && groups.every(({ weight }) => weight === 0))
        return `the weights of the spread of \`${name}\` add up to zero, and wadm ends on that`
    }
  return undefined
}

/** What wadm makes of a text, by wadm's own rules; warnings do not keep it from anything. */
function roundtrip(text: string, name: string): unknown {
  const { verdict, failures, error, panic, roundtrip: stored } = checkWadm(text)
  if (panic !== undefined) throw refusal(name, `${panic.message}, and wadm ends on that`)
  if (error !== undefined) throw refusal(name, error.path === '' ? error.message : `${error.path}: ${error.message}`)
  const found = failures.find(({ level }) => level === 'Error')
  if (verdict !== 'valid' || stored === undefined) throw refusal(name, found?.msg ?? 'wadm would refuse it')
  return stored
}

function refusal(name: string, reason: string): Failure {
  return new Failure(3, `wadm cannot keep \`${name}\`: ${reason}`)
}

function withoutEmptyGroup(value: unknown): object {
  return Object(mended(value, []))
}

function mended(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => mended(item, [...path, '*']))
  if (!isPlain(value)) return value
  const isScaler = path.join('.') === 'spec.components.*.traits.*' && (value['type'] === 'spreadscaler' || value['type'] === 'daemonscaler')
  const { properties } = value
  if (isScaler && isPlain(properties) && isOneEmptyGroup(properties['spread'])) {
    const { spread: _, ...others } = properties
    return { ...value, properties: others }
  }
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, mended(own, [...path, key])]))
}

function isOneEmptyGroup(spread: unknown): boolean {
  if (!Array.isArray(spread) || spread.length !== 1) return false
  const [group] = spread
  if (!isPlain(group) || group['weight'] === 0) return false
  const requirements = group['requirements']
  return isPlain(requirements) && Object.keys(requirements).length === 0
}
