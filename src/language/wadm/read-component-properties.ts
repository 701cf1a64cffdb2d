import { type Content, describeContent } from './content.js'
import { field, optional, required } from './field.js'
import type { WadmComponent, WadmConfig, WadmProperties, WadmSecret } from './manifest.js'
import { readList, readOptional, readRecord, readString, readStringMap } from './read-content.js'
import { Refusal } from './refusal.js'

/** Gives the component's type; `actor` is the old name of `component`, and serde also takes the number of the variant (wadm 0.21 lib.rs, `Properties`). */
export function readComponentType(content: Content): WadmComponent['type'] {
  const type = content.kind === 'string' || content.kind === 'integer' ? types.get(content.value) : undefined
  if (type === undefined)
    throw new Refusal(`expected \`component\` or \`capability\`, found ${describeContent(content)}`, content, content.path)
  return type
}

const types: ReadonlyMap<string | bigint, WadmComponent['type']> = new Map<string | bigint, WadmComponent['type']>([
  ['component', 'component'],
  ['actor', 'component'],
  ['capability', 'capability'],
  [0n, 'component'],
  [1n, 'capability'],
])

/** Gives a component's properties; the two types have the same (wadm 0.21 lib.rs, `ComponentProperties` and `CapabilityProperties`). */
export function readComponentProperties(content: Content): WadmProperties {
  const fields = {
    image: field(readOptionalString),
    application: field((value: Content) => readOptional(value, readSharedComponent)),
    id: field(readOptionalString),
    config: field(readConfigs, { mayBeMissing: true }),
    secrets: field(readSecrets, { mayBeMissing: true }),
  }
  readRecord(content, fields, 'refuse')
  const nothing = { items: [], head: content.head }
  return {
    head: content.head,
    image: optional(fields.image, undefined),
    application: optional(fields.application, undefined),
    id: optional(fields.id, undefined),
    config: optional(fields.config, nothing),
    secrets: optional(fields.secrets, nothing),
  }
}

/** Gives a list of configurations (wadm 0.21 lib.rs, `ConfigProperty`). */
export function readConfigs(content: Content): WadmProperties['config'] {
  return readList(content, readConfig)
}

/** Gives a list of secrets (wadm 0.21 lib.rs, `SecretProperty`). */
export function readSecrets(content: Content): WadmProperties['secrets'] {
  return readList(content, readSecret)
}

function readOptionalString(content: Content) {
  return readOptional(content, readString)
}

function readSharedComponent(content: Content): NonNullable<WadmProperties['application']> {
  const fields = { name: field(readString), component: field(readString) }
  readRecord(content, fields, 'skip')
  return {
    name: required(fields.name, 'name', content, content.path),
    component: required(fields.component, 'component', content, content.path),
  }
}

function readConfig(content: Content): WadmConfig {
  const fields = { name: field(readString), properties: field((value: Content) => readOptional(value, readStringMap)) }
  readRecord(content, fields, 'refuse')
  return { name: required(fields.name, 'name', content, content.path), properties: optional(fields.properties, undefined) }
}

function readSecret(content: Content): WadmSecret {
  const fields = { name: field(readString), properties: field(readSecretSource) }
  readRecord(content, fields, 'skip')
  return {
    name: required(fields.name, 'name', content, content.path),
    properties: required(fields.properties, 'properties', content, content.path),
  }
}

function readSecretSource(content: Content): WadmSecret['properties'] {
  const fields = {
    policy: field(readString),
    key: field(readString),
    field: field(readOptionalString, { mayBeMissing: true }),
    version: field(readOptionalString, { mayBeMissing: true }),
  }
  readRecord(content, fields, 'skip')
  return {
    policy: required(fields.policy, 'policy', content, content.path),
    key: required(fields.key, 'key', content, content.path),
    field: optional(fields.field, undefined),
    version: optional(fields.version, undefined),
  }
}
