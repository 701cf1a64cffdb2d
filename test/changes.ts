import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './harness.js'

export type Path = readonly (string | number)[]

/** One change of one manifest. */
export interface Change {
  readonly kind: 'change' | 'add' | 'remove'
  /** The entry that changes; of an added one, the new entry. */
  readonly path: Path
  readonly value?: unknown
}

interface Schema {
  readonly $ref?: string
  readonly allOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly examples?: readonly unknown[]
  readonly default?: unknown
}

const schema: Schema & { definitions: Readonly<Record<string, Schema>> } = JSON.parse(
  readFileSync(join(root, 'schema', 'application.schema.json'), 'utf8'),
)

/** Gives every change worth trying: each leaf to several other values and away, and to each map every field that the language knows, and one that it does not. */
export function changesOf(document: unknown): Change[] {
  return visit(document, schema, [])
}

/** Gives the document with the change made. */
export function withChange(document: unknown, { kind, path, value }: Change): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  if (Array.isArray(document)) {
    if (rest.length === 0 && kind === 'remove') return document.filter((_, index) => index !== key)
    return document.map((item: unknown, index) => (index === key ? withChange(item, { kind, path: rest, value }) : item))
  }
  const map: Record<string, unknown> = { ...(document as object) }
  if (rest.length === 0 && kind === 'remove') delete map[key]
  else map[key] = withChange(map[key], { kind, path: rest, value })
  return map
}

function visit(value: unknown, declared: Schema | undefined, path: Path): Change[] {
  const form = resolve(declared, value)
  if (Array.isArray(value) && value.length > 0)
    return value.flatMap((item: unknown, index): Change[] => [
      ...visit(item, form?.items, [...path, index]),
      { kind: 'remove', path: [...path, index] },
    ])
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return changeLeaf(value, form, path)
  const entries = Object.entries(value).flatMap(([key, child]): Change[] => [
    ...visit(child, fieldOf(form, key), [...path, key]),
    { kind: 'remove', path: [...path, key] },
  ])
  return [...entries, ...addFields(value, form, path)]
}

function changeLeaf(value: unknown, form: Schema | undefined, path: Path): Change[] {
  const others = form?.enum ?? othersOf(value)
  return others.filter((other) => other !== value).map((other) => ({ kind: 'change', path, value: other }))
}

function othersOf(value: unknown): readonly unknown[] {
  if (typeof value === 'boolean') return [!value]
  if (typeof value === 'number') return [value + 1]
  if (typeof value !== 'string') return []
  const counted = value.replace(/\d+/, (digits) => String(Number(digits) + 1))
  return [`${value}x`, ...(counted === value ? [] : [counted])]
}

/** Gives the value with one of its leaves changed, in each way there is. */
export function variantsOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) =>
        variantsOf(child).map((other) =>
          withChange(value, { kind: 'change', path: [Array.isArray(value) ? Number(key) : key], value: other }),
        ),
      )
    : othersOf(value)
}

function addFields(value: object, form: Schema | undefined, path: Path): Change[] {
  const changes: Change[] = []
  for (const [key, field] of Object.entries(form?.properties ?? {})) {
    if (Object.hasOwn(value, key)) continue
    const known = resolve(field, undefined)
    const byDefault = JSON.stringify(field.default ?? known?.default)
    for (const example of field.examples ?? [])
      if (JSON.stringify(example) !== byDefault) changes.push({ kind: 'add', path: [...path, key], value: example })
  }
  const isFree = form === undefined || (form.properties === undefined && form.additionalProperties !== false)
  changes.push({ kind: 'add', path: [...path, isFree ? 'added' : 'unknownField'], value: 'added' })
  return changes
}

function fieldOf(form: Schema | undefined, key: string): Schema | undefined {
  const { additionalProperties } = form ?? {}
  return form?.properties?.[key] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined)
}

/** Follows references, and of a union the branch whose `type` the value has. */
function resolve(form: Schema | undefined, value: unknown): Schema | undefined {
  if (form === undefined) return undefined
  if (form.$ref !== undefined) return resolve(schema.definitions[form.$ref.replace('#/definitions/', '')], value)
  if (form.allOf?.length === 1)
    return {
      ...resolve(form.allOf[0], value),
      ...(form.examples && { examples: form.examples }),
      ...('default' in form && { default: form.default }),
    }
  if (form.oneOf === undefined) return form
  const type = typeof value === 'object' && value !== null ? Reflect.get(value, 'type') : undefined
  const branches = form.oneOf.map((branch) => resolve(branch, value))
  return branches.find((branch) => branch?.properties?.['type']?.const === type)
}
