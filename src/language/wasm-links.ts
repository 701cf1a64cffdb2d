import type { Application, Component, LinkProperties, LinkTrait } from '../generated/application.js'
import { traitsOf } from '../lattice/traits-of.js'
import { isWasm, type Wasm } from './is-wasm.js'

/** A link that wasmCloud makes. */
export interface WasmLink {
  readonly source: Wasm
  readonly trait: LinkTrait
  readonly properties: LinkProperties
  /** Absent where the manifest has no component of that name. */
  readonly target?: Component
}

/** Gives the links of an application from a WebAssembly component or provider to another, in the order of the manifest; containers at either end make it another kind of link. */
export function wasmLinks({ spec }: Application): WasmLink[] {
  const byName = new Map(spec.components.map((component) => [component.name, component]))
  return spec.components.filter(isWasm).flatMap((source) =>
    traitsOf(source, 'link').flatMap((trait) => {
      const { properties } = trait
      const target = byName.get(typeof properties.target === 'string' ? properties.target : properties.target.name)
      return target !== undefined && !isWasm(target) ? [] : [{ source, trait, properties, ...(target && { target }) }]
    }),
  )
}
