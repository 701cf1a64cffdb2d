import { type Content, describeContent } from './content.js'
import { member, toJson } from './content-json.js'
import { field, optional, required } from './field.js'
import type { Text, WadmLink } from './manifest.js'
import { readConfigs, readSecrets } from './read-component-properties.js'
import { readRecord, readString } from './read-content.js'
import { Panic, Refusal } from './refusal.js'

/** Gives trait properties as a link (wadm 0.21 lib.rs, `LinkProperty::deserialize`, with its deprecated forms). Throws a Refusal where they are none and a Panic where wadm unwraps what is not there. */
export function readLink(content: Content): WadmLink {
  const json = toJson(content)
  const target = readTarget(json)
  const source = readSource(json)
  const namespace = demand(json, 'namespace')
  const packageName = demand(json, 'package')
  const interfaces = demand(json, 'interfaces')
  const name = member(json, 'name')
  return {
    namespace: unwrapString(namespace, '`namespace` of a link'),
    package: unwrapString(packageName, '`package` of a link'),
    interfaces: unwrapList(interfaces).map((item) => unwrapString(item, 'an interface of a link')),
    source,
    target,
    name: name && unwrapString(name, '`name` of a link'),
  }
}

function readTarget(json: Content): WadmLink['target'] {
  const target = member(json, 'target')
  // A link without a target has the target "", which then no component of the manifest answers to.
  if (target === undefined) return { name: { value: '', start: json.head.start, end: json.head.end }, config: [], secrets: [] }
  if (target.kind !== 'string') return readTargetRecord(target)
  const config = member(json, 'target_config')
  return { name: readString(target), config: config === undefined ? [] : readConfigs(config).items, secrets: [] }
}

function readTargetRecord(content: Content): WadmLink['target'] {
  const fields = {
    name: field(readString),
    config: field(readConfigs, { mayBeMissing: true }),
    secrets: field(readSecrets, { mayBeMissing: true }),
  }
  readRecord(content, fields, 'skip')
  return {
    name: required(fields.name, 'name', content, content.path),
    config: optional(fields.config, undefined)?.items ?? [],
    secrets: optional(fields.secrets, undefined)?.items ?? [],
  }
}

function readSource(json: Content): WadmLink['source'] {
  const deprecated = member(json, 'source_config')
  // Read even where `source` overrides it: a mistake in it makes the link no link.
  const configured = deprecated && { config: readConfigs(deprecated).items, secrets: [] }
  const source = member(json, 'source')
  return source === undefined ? configured : readSourceRecord(source)
}

function readSourceRecord(content: Content): NonNullable<WadmLink['source']> {
  const fields = { config: field(readConfigs, { mayBeMissing: true }), secrets: field(readSecrets, { mayBeMissing: true }) }
  readRecord(content, fields, 'skip')
  return { config: optional(fields.config, undefined)?.items ?? [], secrets: optional(fields.secrets, undefined)?.items ?? [] }
}

function demand(json: Content, key: string): Content {
  const found = member(json, key)
  if (found === undefined) throw new Refusal(`a link needs the key \`${key}\``, json.head, json.path)
  return found
}

function unwrapString(content: Content, what: string): Text {
  if (content.kind === 'string') return readString(content)
  throw new Panic(`${what} must be a string and is ${describeContent(content)}, which makes wadm crash`, content)
}

function unwrapList(content: Content): readonly Content[] {
  if (content.kind === 'list') return content.items
  throw new Panic(`\`interfaces\` of a link must be a list and is ${describeContent(content)}, which makes wadm crash`, content)
}
