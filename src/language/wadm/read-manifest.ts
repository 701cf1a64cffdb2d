import { bufferContent, type Content } from './content.js'
import { type Cursor, openDocument } from './cursor.js'
import { field, optional, required } from './field.js'
import type { Text, WadmComponent, WadmManifest, WadmPolicy, WadmTrait } from './manifest.js'
import { readComponentProperties, readComponentType } from './read-component-properties.js'
import { readItems, readNullable, readStruct, readText, readTextMap } from './read-node.js'
import { readTraitProperties } from './read-trait-properties.js'
import { Refusal } from './refusal.js'
import type { YamlDocument } from './yaml-node.js'

/** Gives the manifest that wadm 0.21 reads from a document (lib.rs, `Manifest`). Throws a Refusal where wadm has a parse error and a Panic where it crashes. */
export function readManifest(document: YamlDocument): WadmManifest {
  const cursor = openDocument(document)
  const fields = { apiVersion: field(readText), kind: field(readText), metadata: field(readMetadata), spec: field(readSpecification) }
  readStruct(cursor, fields, 'refuse')
  return {
    apiVersion: required(fields.apiVersion, 'apiVersion', cursor.node, ''),
    kind: required(fields.kind, 'kind', cursor.node, ''),
    metadata: required(fields.metadata, 'metadata', cursor.node, ''),
    spec: required(fields.spec, 'spec', cursor.node, ''),
  }
}

function readMetadata(cursor: Cursor): WadmManifest['metadata'] {
  const fields = { name: field(readText), annotations: field(readTextMap), labels: field(readTextMap) }
  readStruct(cursor, fields, 'skip')
  return {
    name: required(fields.name, 'name', cursor.node, cursor.path),
    annotations: required(fields.annotations, 'annotations', cursor.node, cursor.path),
    labels: optional(fields.labels, []),
  }
}

function readSpecification(cursor: Cursor): WadmManifest['spec'] {
  const fields = {
    components: field((node: Cursor) => readItems(node, readComponent)),
    policies: field((node: Cursor) => readItems(node, readPolicy)),
  }
  readStruct(cursor, fields, 'skip')
  return {
    components: required(fields.components, 'components', cursor.node, cursor.path),
    policies: optional(fields.policies, []),
  }
}

function readPolicy(cursor: Cursor): WadmPolicy {
  const fields = { name: field(readText), properties: field(readTextMap), type: field(readText) }
  readStruct(cursor, fields, 'skip')
  return {
    name: required(fields.name, 'name', cursor.node, cursor.path),
    properties: required(fields.properties, 'properties', cursor.node, cursor.path),
    type: required(fields.type, 'type', cursor.node, cursor.path),
  }
}

/** `type` and `properties` are flattened into the component (serde `flatten`), so every key but `name` and `traits` is buffered, also those that mean nothing. */
function readComponent(cursor: Cursor): WadmComponent {
  const fields = { name: field(readText), traits: field(readTraits) }
  const flattened: { readonly key: Text; readonly value: Content }[] = []
  readStruct(cursor, fields, (key, value) => flattened.push({ key, value: bufferContent(value) }))
  const name = required(fields.name, 'name', cursor.node, cursor.path)
  const type = readComponentType(take('type'))
  return { name, type, properties: readComponentProperties(take('properties')), traits: optional(fields.traits, undefined) }

  function take(wanted: string): Content {
    const [first, second] = flattened.filter(({ key }) => key.value === wanted)
    if (second !== undefined) throw new Refusal(`the key \`${wanted}\` is given twice`, second.key, cursor.path)
    if (first === undefined) throw new Refusal(`the key \`${wanted}\` is missing`, cursor.node.head, cursor.path)
    return first.value
  }
}

function readTraits(cursor: Cursor): WadmTrait[] | undefined {
  return readNullable(cursor, (node) => readItems(node, readTrait))
}

function readTrait(cursor: Cursor): WadmTrait {
  const fields = {
    type: field(readText),
    properties: field((node: Cursor) => {
      const written = bufferContent(node)
      return { written, properties: readTraitProperties(written) }
    }),
  }
  readStruct(cursor, fields, 'refuse')
  return {
    type: required(fields.type, 'type', cursor.node, cursor.path),
    ...required(fields.properties, 'properties', cursor.node, cursor.path),
  }
}
