import type { Application, Component, Trait } from '../generated/application.js'
import type { Document } from '../language/document.js'
import type { Manifest } from '../language/manifest.js'
import type { Lattice } from '../lattice/lattice.js'
import { type KnownTrait, traitsOf } from '../lattice/traits-of.js'
import type { Trace, Traced } from './trace.js'

/** What every part of the planner needs to know of the application at hand. */
export interface Scope {
  readonly trace: Trace
  readonly lattice: Lattice
  readonly app: Application
  readonly document: Document
  /** The components that are planned, references among them. */
  readonly components: readonly Component[]
  /** Named configuration that this application carries itself (traits `storage` and `configmap`), by its name. */
  readonly configMaps: ReadonlyMap<string, Readonly<Record<string, string>>>
  /** Gives an entry of the manifest, mapped; nothing where it is absent, null, or mapped to nothing. */
  from<T extends object, K extends keyof T & (string | number)>(parent: T, key: K): Traced<NonNullable<T[K]>> | undefined
  from<T extends object, K extends keyof T & (string | number), R>(
    parent: T,
    key: K,
    map: (value: NonNullable<T[K]>) => R,
  ): Traced<NonNullable<R>> | undefined
  /** Gives an entry that the schema requires. Throws where it is absent, which the schema check has ruled out. */
  required<T extends object, K extends keyof T & (string | number)>(parent: T, key: K): Traced<NonNullable<T[K]>>
  required<T extends object, K extends keyof T & (string | number), R>(parent: T, key: K, map: (value: NonNullable<T[K]>) => R): Traced<R>
  /** Says that an entry decided what the plan consists of, so that no value carries it. */
  decide<T extends object>(parent: T, key: keyof T & (string | number)): void
}

/** Makes the scope of one application, of which these components are planned. */
export function makeScope(trace: Trace, lattice: Lattice, { app, document }: Manifest, components: readonly Component[]): Scope {
  function from<T extends object, K extends keyof T & (string | number), R>(
    parent: T,
    key: K,
    map?: (value: NonNullable<T[K]>) => R,
  ): Traced<unknown> | undefined {
    if (map === undefined) return trace.from(document, parent, key)
    const mapped = trace.from(document, parent, key, map)
    return mapped === undefined || mapped.value === undefined || mapped.value === null ? undefined : mapped
  }

  function required<T extends object, K extends keyof T & (string | number), R>(
    parent: T,
    key: K,
    map?: (value: NonNullable<T[K]>) => R,
  ): Traced<unknown> {
    const entry = map === undefined ? from(parent, key) : from(parent, key, map)
    if (entry === undefined) throw new Error(`the schema check let \`${key}\` be absent`)
    return entry
  }

  return {
    trace,
    lattice,
    app,
    document,
    components,
    configMaps: new Map(app.spec.components.flatMap(configMapsOf)),
    // the overloads tell the caller what `map` decides; the bodies cannot see which of them was called
    from: from as Scope['from'],
    required: required as Scope['required'],
    decide: (parent, key) => trace.decide(document, parent, key),
  }
}

/** Tells whether a trait has the type named; the schema check has made sure of its form. */
export function isTrait<T extends KnownTrait['type']>(trait: Trait, type: T): trait is Extract<KnownTrait, { type: T }> {
  return trait.type === type
}

function configMapsOf(component: Component): [string, Readonly<Record<string, string>>][] {
  const stored = traitsOf(component, 'storage').flatMap(({ properties }) => properties?.configMap ?? [])
  const mounted = traitsOf(component, 'configmap').flatMap(({ properties }) => properties.volumes)
  return [...stored.filter(({ mountOnly }) => !mountOnly), ...mounted].flatMap(
    ({ name, data }): [string, Readonly<Record<string, string>>][] => (data === undefined ? [] : [[name, data]]),
  )
}
