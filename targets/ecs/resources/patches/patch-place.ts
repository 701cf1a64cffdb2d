import type { FieldPath } from '../limits/finding.js'
import type { AppliedPatch } from './apply-patches.js'

/** Gives the entry of a patch that a field of a unit came from, as deep as the patch goes; of several patches the last. */
export function patchPlace(
  patches: readonly AppliedPatch[],
  unit: string,
  path: FieldPath,
): readonly [object: object, key: string | number] | undefined {
  for (const { id, at, patch } of patches.toReversed()) {
    if (id !== unit || at.length > path.length || at.some((step, depth) => step !== path[depth])) continue
    const place = deepest(patch.patch, path.slice(at.length))
    if (place !== undefined) return place
  }
  return undefined
}

function deepest(object: object, path: FieldPath): readonly [object: object, key: string | number] | undefined {
  const [step] = path
  if (step === undefined || !Object.hasOwn(object, step)) return undefined
  const value: unknown = Reflect.get(object, step)
  return (typeof value === 'object' && value !== null ? deepest(value, path.slice(1)) : undefined) ?? [object, step]
}
