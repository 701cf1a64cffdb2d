import type { ValueSchema } from '../values/values.js'

export const flag: ValueSchema = { type: 'boolean' }

export const word: ValueSchema = { type: 'string' }

export const words: ValueSchema = { type: 'array', items: word }

/**
 * A text. What YAML and `--set` take for a truth value or a number is written as it was, and becomes the text; of numbers only those that Helm, which reads
 * them as floating-point numbers, prints as they were.
 */
export const text: ValueSchema = { type: ['string', 'boolean', 'integer'], minimum: -999_999, maximum: 999_999 }

/** Texts by name, such as annotations. */
export const textMap: ValueSchema = { type: 'object', additionalProperties: text }

/** What is counted from `minimum` on. */
export function count(minimum: number, maximum?: number): ValueSchema {
  return { type: 'integer', minimum, ...(maximum !== undefined && { maximum }) }
}

/** A number that may be left unsaid. */
export const optionalCount: ValueSchema = { type: ['integer', 'null'], minimum: 0 }

/** One of these words. */
export function oneOf(...choices: readonly string[]): ValueSchema {
  return { type: 'string', enum: choices }
}

/** Labels that a person may add: those by which objects are found are fixed (Kubernetes, syntax of labels). */
export const labelMap: ValueSchema = {
  type: 'object',
  propertyNames: { not: { pattern: '^(app\\.kubernetes\\.io/(name|part-of|instance|managed-by)$|helm\\.sh/|manifest-compiler\\.dev/)' } },
  additionalProperties: { ...text, maxLength: 63, pattern: '^([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?$' },
}

/** Annotations that a person may add. */
export const annotationMap: ValueSchema = { ...textMap, propertyNames: { not: { pattern: '^manifest-compiler\\.dev/' } } }
