import type { Plain } from './read-objects.js'

/** A way in which the objects of mc differ from KubeVela's on purpose: what it takes out of each side before they are compared. */
export interface Difference {
  readonly what: string
  readonly reason: string
  readonly theirs?: (objects: readonly Plain[]) => readonly Plain[]
  readonly ours?: (objects: readonly Plain[], theirs: readonly Plain[]) => readonly Plain[]
}
