import type { Application } from '../generated/application.js'

/** The annotations that share an application with the lattice: wadm's own, and the name that it was announced under. */
export const sharedAnnotations = ['experimental.wasmcloud.dev/shared', 'wasmcloud.dev/shared'] as const

/** Tells whether other applications may refer to the components of this one: an annotation is exactly `true` (wadm 0.21 `Manifest::shared`, by Rust's `bool::from_str`). */
export function isShared({ metadata }: Application): boolean {
  return sharedAnnotations.some((name) => metadata.annotations?.[name] === 'true')
}
