import type { Content } from './content.js'
import type { Span } from './yaml-node.js'

/** A string of the manifest and where it stands. */
export interface Text extends Span {
  readonly value: string
}

export interface TextEntry {
  readonly key: Text
  readonly value: Text
}

/** A list of the manifest; `head` is the key that holds it. */
export interface List<Item> {
  readonly items: readonly Item[]
  readonly head: Span
}

/** A manifest as wadm 0.21 holds it after reading (lib.rs, `Manifest`). Maps of strings are in the order of their keys. */
export interface WadmManifest {
  readonly apiVersion: Text
  readonly kind: Text
  readonly metadata: { readonly name: Text; readonly annotations: readonly TextEntry[]; readonly labels: readonly TextEntry[] }
  readonly spec: { readonly components: readonly WadmComponent[]; readonly policies: readonly WadmPolicy[] }
}

export interface WadmPolicy {
  readonly name: Text
  readonly type: Text
  readonly properties: readonly TextEntry[]
}

export interface WadmComponent {
  readonly name: Text
  readonly type: 'component' | 'capability'
  readonly properties: WadmProperties
  readonly traits: readonly WadmTrait[] | undefined
}

export interface WadmProperties {
  /** The key `properties`. */
  readonly head: Span
  readonly image: Text | undefined
  readonly application: { readonly name: Text; readonly component: Text } | undefined
  readonly id: Text | undefined
  readonly config: List<WadmConfig>
  readonly secrets: List<WadmSecret>
}

/** Without `properties` the configuration is one that exists already, under exactly this name. */
export interface WadmConfig {
  readonly name: Text
  readonly properties: readonly TextEntry[] | undefined
}

export interface WadmSecret {
  readonly name: Text
  readonly properties: { readonly policy: Text; readonly key: Text; readonly field: Text | undefined; readonly version: Text | undefined }
}

export interface WadmTrait {
  readonly type: Text
  readonly properties: WadmTraitProperties
  /** The properties as written. */
  readonly written: Content
}

/** wadm tries a link first, then a scaler, whatever the trait's type; what is neither stays as JSON, and `reasons` say why it was neither. */
export type WadmTraitProperties =
  | { readonly kind: 'link'; readonly link: WadmLink }
  | { readonly kind: 'scaler'; readonly scaler: WadmScaler }
  | { readonly kind: 'custom'; readonly json: Content; readonly reasons: { readonly link: Reason; readonly scaler: Reason } }

/** Why something could not be read, in our words. */
export interface Reason extends Span {
  readonly message: string
}

export interface WadmLink {
  readonly namespace: Text
  readonly package: Text
  readonly interfaces: readonly Text[]
  readonly source: { readonly config: readonly WadmConfig[]; readonly secrets: readonly WadmSecret[] } | undefined
  readonly target: { readonly name: Text; readonly config: readonly WadmConfig[]; readonly secrets: readonly WadmSecret[] }
  readonly name: Text | undefined
}

export interface WadmScaler {
  readonly instances: bigint
  readonly spread: readonly { readonly name: Text; readonly requirements: readonly TextEntry[]; readonly weight: bigint | undefined }[]
}
