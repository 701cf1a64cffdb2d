import type { FlyConfig } from './fly-rule.js'
import type { Coded } from './schema-findings.js'
import { isTable } from './table.js'

/** Says which numbers flyctl cannot hand on, because JSON or 64 bits do not have them; what becomes a text (`env`, headers) is none of them. */
export function oddNumbers({ document, root }: FlyConfig): readonly Coded[] {
  const found: Coded[] = []
  for (const key of Object.keys(root)) if (key !== 'env') visit(root, key)
  return found

  function visit(owner: object, key: string): void {
    const value: unknown = Reflect.get(owner, key)
    if (Array.isArray(value)) for (const index of value.keys()) visit(value, String(index))
    else if (isTable(value)) for (const own of Object.keys(value)) visit(value, own)
    else if (typeof value === 'number' && (!(Math.abs(value) <= 2 ** 63) || Object.is(value, -0)))
      found.push({ code: 'fly/wrong-type', message: `\`${key}\` is a number that flyctl cannot hand on`, span: document.at(owner, key) })
  }
}
