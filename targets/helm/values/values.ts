/** A JSON Schema (draft-07) of one value. */
export interface ValueSchema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly items?: ValueSchema
  readonly properties?: Readonly<Record<string, ValueSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | ValueSchema
  readonly propertyNames?: ValueSchema
  readonly anyOf?: readonly ValueSchema[]
  readonly allOf?: readonly ValueSchema[]
  readonly not?: ValueSchema
  readonly $ref?: string
  readonly description?: string
}

/** A value that whoever installs the chart may change. */
export interface ValueEntry {
  /** The keys that lead to it in `values.yaml`. */
  readonly path: readonly string[]
  /** The default: what the manifest says, or what changes nothing. */
  readonly value: unknown
  /** What it is and does, for `values.yaml`, the schema and the README of the chart. One paragraph, full stop at its end. */
  readonly comment: string
  readonly schema: ValueSchema
  /** The templates cannot do without it: `null` in its place is an error in Helm's own words. */
  readonly isRequired?: boolean
}

/** The values of a chart, in the order in which they were added. */
export interface Values {
  readonly entries: readonly ValueEntry[]
  /** Comments of maps that are no values by themselves, by their path joined by `.`. */
  readonly sections: ReadonlyMap<string, string>
  /** Adds a value, and gives the expression by which a template reads it: `.Values.web.replicas`. The same path twice is a mistake of ours. */
  add(entry: ValueEntry): string
  /** Says what a map of values is about. */
  describe(path: readonly string[], comment: string): void
}

/** Begins the values of a chart. */
export function makeValues(): Values {
  const entries: ValueEntry[] = []
  const sections = new Map<string, string>()
  const known = new Set<string>()
  return {
    entries,
    sections,
    add(entry) {
      const path = JSON.stringify(entry.path)
      if (known.has(path)) throw new RangeError(`the value ${entry.path.join('.')} is there already`)
      known.add(path)
      entries.push(entry)
      return valueAt(entry.path)
    },
    describe(path, comment) {
      sections.set(JSON.stringify(path), comment)
    },
  }
}

/** Gives the expression by which a template reads a value; what Go templates cannot spell as a field goes through `index`. */
export function valueAt(path: readonly string[], root = '.Values'): string {
  const odd = path.findIndex((key) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(key))
  if (odd < 0) return [root, ...path].join('.')
  const before = [root, ...path.slice(0, odd)].join('.')
  return `(index ${before} ${path.slice(odd).map(goText).join(' ')})`
}

/** Gives a text as Go writes it in a template (Go specification, interpreted string literals). */
export function goText(text: string): string {
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(/[\u007f-\uffff]/g, (unit) =>
    /[\ud800-\udfff]/.test(unit) ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
