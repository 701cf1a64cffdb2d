/** A table of a TOML file; it has no prototype, so that a key may have every name. */
export type Table = Record<string, unknown>

/** Where the entries of each table and list stand, as `Layout` has it. */
export type Layouts = Map<object, { readonly start: number; readonly end: number; readonly keys: string[]; readonly offsets: number[] }>

/** Makes a table that stands at these offsets. */
export function makeTable(layouts: Layouts, start: number, end: number): Table {
  const table: Table = Object.create(null)
  layouts.set(table, { start, end, keys: [], offsets: [] })
  return table
}

/** Adds an entry to a table or list; `offsets` are start and end of its key, then of its value. */
export function addEntry(layouts: Layouts, owner: object, key: string, value: unknown, offsets: readonly number[]): void {
  const layout = layouts.get(owner)
  layout?.keys.push(key)
  layout?.offsets.push(...offsets)
  Reflect.set(owner, key, value)
}

/** Makes an empty list that stands at these offsets. */
export function makeList(layouts: Layouts, start: number, end: number): unknown[] {
  const list: unknown[] = []
  layouts.set(list, { start, end, keys: [], offsets: [] })
  return list
}

/** Gives a table with these entries, each at the place that it had in `from` under the name `before`. */
export function rewrite(layouts: Layouts, from: object, entries: Iterable<readonly [key: string, value: unknown, before?: string]>): Table {
  const layout = layouts.get(from)
  const indices = new Map(layout?.keys.map((key, index) => [key, index]))
  const table = makeTable(layouts, layout?.start ?? 0, layout?.end ?? 0)
  for (const [key, value, before = key] of entries) {
    const index = indices.get(before)
    const place = index === undefined ? undefined : layout?.offsets.slice(index * 4, index * 4 + 4)
    addEntry(layouts, table, key, value, place ?? [0, 0, 0, 0])
  }
  return table
}

/** Gives a list of these tables, each at its own place. */
export function listTables(layouts: Layouts, tables: readonly object[]): unknown[] {
  const list = makeList(layouts, 0, 0)
  for (const [index, table] of tables.entries()) {
    const { start, end } = layouts.get(table) ?? { start: 0, end: 0 }
    addEntry(layouts, list, String(index), table, [start, end, start, end])
  }
  return list
}

/** Tells whether a value is a table. */
export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
