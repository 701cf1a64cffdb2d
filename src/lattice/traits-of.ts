import type { Component, Trait } from '../generated/application.js'

/** The form of a trait whose type is not known may have each string there. */
type Known<T extends Trait> = T extends Trait ? (string extends T['type'] ? never : T) : never

/** A trait of a type that the language knows. */
export type KnownTrait = Known<Trait>

/** Gives the traits of a component that have one of the types named, in the order of the manifest; the schema check has made sure of their form. */
export function traitsOf<T extends KnownTrait['type']>(component: Component, ...types: readonly T[]): Extract<KnownTrait, { type: T }>[] {
  const names: readonly string[] = types
  return (component.traits ?? []).filter((trait): trait is Extract<KnownTrait, { type: T }> => names.includes(trait.type))
}
