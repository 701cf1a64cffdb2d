/**
 * Gives how many of `instances` each spread gets, heaviest first, equal weights in the order given (wadm 0.21 scaler/spreadscaler/mod.rs, `compute_spread`).
 * Without spreads all go to one named `default`. Instances and weights are whole numbers from 0 up; a weight left out is 100.
 * Throws a RangeError when the weights add up to 0, where wadm divides by zero.
 */
export function computeSpread(
  instances: number,
  spreads: readonly { readonly name: string; readonly weight?: number | undefined }[],
): [name: string, count: number][] {
  if (spreads.length === 0) return [['default', instances]]
  const weighted = spreads
    .map(({ name, weight }) => ({ name, weight: BigInt(weight ?? defaultWeight) }))
    .sort((a, b) => (a.weight === b.weight ? 0 : a.weight < b.weight ? 1 : -1))
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0n)
  if (total === 0n) throw new RangeError('the weights of a spread add up to 0')
  // Whole-number division: in floats, `instances * weight` rounds beyond 2^53.
  const shares = weighted.map(({ name, weight }) => ({ name, count: Number((BigInt(instances) * weight) / total) }))
  const rest = instances - shares.reduce((sum, { count }) => sum + count, 0)
  return shares.map(({ name, count }, index) => [name, index < rest ? count + 1 : count])
}

/** wadm 0.21 lib.rs, `DEFAULT_SPREAD_WEIGHT`. */
const defaultWeight = 100
