import { withVariables } from '../variables.js'
import type { FieldPath, LimitRule } from './finding.js'

/** Most bytes of a task definition (Amazon ECS service quotas, Task definition size, 64 KiB). */
const most = 64 * 1024

/** What a value that an account fills in is counted with: an ARN is seldom longer. */
const filledIn = 128

/** A task definition is not larger than AWS takes, as JSON in UTF-8 without white space. */
export const definitionNotTooLarge: LimitRule = ({ task }, say) => {
  const filled = withVariables(task, (pieces) => pieces.map((piece) => ('text' in piece ? piece.text : 'x'.repeat(filledIn))).join(''))
  const bytes = bytesOf(filled)
  if (bytes > most)
    say(
      ['task', ...largestPart(task, 3)],
      `the task definition has ${bytes} bytes: AWS takes ${most}`,
      'bring large values from a secret or a file system, or put them into the image',
    )
}

/** Gives the way to where most of the bytes are. */
function largestPart(value: unknown, depth: number): FieldPath {
  if (typeof value !== 'object' || value === null || depth === 0) return []
  const sizes = Object.entries(value).map(([key, item]: readonly [string, unknown]) => ({ key, item, bytes: bytesOf(item) }))
  const [largest] = sizes.toSorted((a, b) => b.bytes - a.bytes)
  if (largest === undefined) return []
  return [Array.isArray(value) ? Number(largest.key) : largest.key, ...largestPart(largest.item, depth - 1)]
}

function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value) ?? '').length
}
