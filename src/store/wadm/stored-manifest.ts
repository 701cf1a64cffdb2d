import { compareText } from '../../diagnostic.js'
import { toYaml } from '../../print/to-yaml.js'

type Plain = Readonly<Record<string, unknown>>

/** A manifest as wadm gives it: its own form, with everything that it does not know left out (wadm-types lib.rs, `Serialize`). */
export interface StoredManifest extends Plain {
  readonly metadata: Plain & { readonly name: string; readonly annotations: Readonly<Record<string, string>> }
  readonly spec: Plain & { readonly components: readonly StoredComponent[] }
}

export interface StoredComponent extends Plain {
  readonly name: string
  readonly type: string
  readonly properties: Plain
  readonly traits: readonly Plain[]
}

/** Gives the manifest of a reply with lists and maps where wadm leaves out empty ones; nothing where it is none. */
export function readStored(value: unknown): StoredManifest | undefined {
  if (!isPlain(value)) return undefined
  const { metadata, spec } = value
  if (!isPlain(metadata) || typeof metadata['name'] !== 'string' || !isPlain(spec) || !Array.isArray(spec['components'])) return undefined
  const components = spec['components'].map(readComponent)
  if (components.includes(undefined)) return undefined
  const annotations = Object.entries(isPlain(metadata['annotations']) ? metadata['annotations'] : {})
  return {
    ...value,
    metadata: {
      ...metadata,
      name: metadata['name'],
      annotations: Object.fromEntries(annotations.flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : []))),
    },
    spec: { ...spec, components: components.filter((component) => component !== undefined) },
  }
}

function readComponent(value: unknown): StoredComponent | undefined {
  if (!isPlain(value) || typeof value['name'] !== 'string' || typeof value['type'] !== 'string') return undefined
  const { name, type, properties, traits } = value
  return {
    ...value,
    name,
    type,
    properties: isPlain(properties) ? properties : {},
    traits: Array.isArray(traits) ? traits.filter(isPlain) : [],
  }
}

/** Gives the name of the component that a trait links to; nothing where it is no link. */
export function linkTarget({ type, properties }: Plain): string | undefined {
  const target = type === 'link' && isPlain(properties) ? properties['target'] : undefined
  return isPlain(target) && typeof target['name'] === 'string' ? target['name'] : undefined
}

/** Prints a manifest of wadm: the same text for the same values, whatever order wadm gave its maps in (it changes from reply to reply). */
export function printStored(manifest: StoredManifest): string {
  const { metadata, spec } = manifest
  const components = spec.components.map(({ traits, ...component }) => (traits.length === 0 ? component : { ...component, traits }))
  return toYaml(Object(inOrder({ ...manifest, metadata, spec: { ...spec, components } })))
}

/** The order in which manifests are written; other keys come behind, sorted. */
const order = [
  'apiVersion',
  'kind',
  'name',
  'type',
  'metadata',
  'spec',
  'components',
  'properties',
  'traits',
  'image',
  'namespace',
  'package',
  'interfaces',
]

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (!isPlain(value)) return value
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length)
  const keys = Object.keys(value).sort((a, b) => rank(a) - rank(b) || compareText(a, b))
  return Object.fromEntries(keys.map((key) => [key, inOrder(value[key])]))
}

export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
