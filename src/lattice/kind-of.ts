import type { Component } from '../generated/application.js'
import type { Kind } from './lattice.js'

/** Gives the kind of a component: what it is, whatever the platform's word for how it runs. `actor` is wadm's old name of `component`. */
export function kindOf({ type }: Component): Kind {
  switch (type) {
    case 'component':
    case 'actor':
      return 'component'
    case 'capability':
    case 'spin':
      return type
    case 'k8s-objects':
      return 'objects'
    default:
      return 'container'
  }
}
