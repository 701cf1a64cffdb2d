import type { Component } from '../generated/application.js'
import { isWasm } from './is-wasm.js'

/** A component that runs as a container. */
export type Container = Exclude<Component, { type: 'component' | 'actor' | 'capability' | 'spin' | 'k8s-objects' }>

/** Tells whether the component runs as a container (KubeVela's types of workload). */
export function isContainer(component: Component): component is Container {
  return !isWasm(component) && component.type !== 'spin' && component.type !== 'k8s-objects'
}
