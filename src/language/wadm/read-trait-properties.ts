import type { Content } from './content.js'
import { toJson } from './content-json.js'
import { field, optional, required } from './field.js'
import type { WadmScaler, WadmTraitProperties } from './manifest.js'
import { readList, readOptional, readRecord, readString, readStringMap, readUnsigned } from './read-content.js'
import { readLink } from './read-link.js'
import { Refusal } from './refusal.js'

/** Gives a trait's properties as the first that fits of link, scaler and any JSON (wadm 0.21 lib.rs, `TraitProperty`, serde `untagged`). Throws a Panic where a link makes wadm crash. */
export function readTraitProperties(content: Content): WadmTraitProperties {
  const link = attempt(() => readLink(content))
  if (!(link instanceof Refusal)) return { kind: 'link', link }
  const scaler = attempt(() => readScaler(content))
  if (!(scaler instanceof Refusal)) return { kind: 'scaler', scaler }
  return { kind: 'custom', json: toJson(content), reasons: { link, scaler } }
}

function attempt<Value>(read: () => Value): Value | Refusal {
  try {
    return read()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

function readScaler(content: Content): WadmScaler {
  const fields = {
    instances: field(readUnsigned, { alias: 'replicas' }),
    spread: field((value: Content) => readList(value, readSpread).items, { mayBeMissing: true }),
  }
  readRecord(content, fields, 'refuse')
  return { instances: required(fields.instances, 'instances', content, content.path), spread: optional(fields.spread, []) }
}

function readSpread(content: Content): WadmScaler['spread'][number] {
  const fields = {
    name: field(readString),
    requirements: field(readStringMap),
    weight: field((value: Content) => readOptional(value, readUnsigned)),
  }
  readRecord(content, fields, 'refuse')
  return {
    name: required(fields.name, 'name', content, content.path),
    requirements: required(fields.requirements, 'requirements', content, content.path),
    weight: optional(fields.weight, undefined),
  }
}
