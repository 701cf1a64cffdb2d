import type { Component } from '../../generated/application.js'
import { traitsOf } from '../../lattice/traits-of.js'
import { isContainer } from '../is-container.js'
import { containersOf } from './containers-of.js'

/** Gives the images that a component names, each with the map in which it stands as `image`: its own, those of sidecars and init containers, and of the trait `container-image`. */
export function imagesOf(component: Component): { image: string; parent: object }[] {
  const patched = traitsOf(component, 'container-image').flatMap(({ properties }) => [properties, ...(properties.containers ?? [])])
  const own = isContainer(component)
    ? containersOf(component).map(({ settings }) => settings)
    : component.type === 'k8s-objects'
      ? []
      : [component.properties]
  return [...own, ...patched].flatMap((parent) => (typeof parent.image === 'string' ? [{ image: parent.image, parent }] : []))
}
