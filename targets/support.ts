import type { Capability } from './target.js'

/** The platform has it. */
export const native = (note: string): Capability => ({ support: 'native', note })

/** Done by other means, with the same meaning. */
export const emulated = (note: string): Capability => ({ support: 'emulated', note })

/** A part is lost, and a warning says which. */
export const partial = (note: string): Capability => ({ support: 'partial', note })

/** An error. */
export const refused = (note: string): Capability => ({ support: 'refused', note })
