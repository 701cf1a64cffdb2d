import type { Component } from '../generated/application.js'

/** A wasmCloud component or capability provider. */
export type Wasm = Extract<Component, { type: 'component' | 'actor' | 'capability' }>

/** Tells whether wasmCloud runs the component (wadm 0.21 wadm-types, `Properties`). */
export function isWasm(component: Component): component is Wasm {
  return component.type === 'component' || component.type === 'actor' || component.type === 'capability'
}
