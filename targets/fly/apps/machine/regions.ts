import type { EmitContext } from '../../../target.js'

/** Gives the regions that the option names, in its order. */
export function regionsOf({ options }: EmitContext): readonly string[] {
  return (options['regions'] ?? '')
    .split(',')
    .map((region) => region.trim())
    .filter((region) => region !== '')
}
