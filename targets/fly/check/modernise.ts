import { addEntry, isTable, type Layouts, listTables, makeTable, rewrite, type Table } from './table.js'

/** What a reader of fly.toml needs to know of the file and has to say. */
export interface Modernising {
  readonly layouts: Layouts
  /** Tells whether `owner[key]` is a text in quotes, and no date. */
  isQuoted(owner: object, key: string): boolean
  /** Says that a value has a form that flyctl cannot read: `owner[key]` must be `wanted`. */
  sayForm(owner: object, key: string, wanted: string): void
}

/**
 * Brings the old forms of fly.toml that flyctl still reads to those of today, as flyctl does before it looks at anything (`internal/appconfig/patches.go`):
 * one table in the place of a list, numbers as text, `[[processes]]`, `[[env]]`, `[mount]`, `[compute]`. What has no old form stays as it is.
 */
export function modernise(file: Table, { layouts, isQuoted, sayForm }: Modernising): Table {
  const entries: [string, unknown, string?][] = []
  for (const [key, value] of Object.entries(file)) {
    const list = Object.keys(oldNames).find((name) => name === key || oldNames[name]?.includes(key))
    if (list === undefined) {
      const modern = section(key, value)
      if (modern !== undefined) entries.push([key, modern])
    } else if (!entries.some(([name]) => name === list)) {
      const tables = [list, ...(oldNames[list] ?? [])].flatMap((name) => (name in file ? tablesIn(file, name) : []))
      entries.push([list, listTables(layouts, list === 'services' ? tables.map(service).filter(isFilled) : tables.map(sized)), key])
    }
  }
  return rewrite(layouts, file, entries)

  function section(key: string, value: unknown): unknown {
    const wrong = (wanted: string): undefined => void sayForm(file, key, wanted)
    switch (key) {
      case 'env':
        return environment(value)
      case 'processes':
        return isTable(value) ? value : Array.isArray(value) ? processes(value) : wrong('a table of commands')
      case 'checks':
        return checks(value)
      case 'build':
        return isTable(value) ? renamed(value, 'build_target', 'build-target') : wrong('a table')
      case 'experimental':
        return isTable(value) ? experimental(value) : wrong('a table')
      case 'kill_timeout':
        return value === '' ? undefined : value
      default:
        return value
    }
  }

  /** `[services]` is a list of one. */
  function tablesIn(owner: Table, key: string): Table[] {
    const value = owner[key]
    if (isTable(value)) return [value]
    if (!Array.isArray(value)) {
      sayForm(owner, key, 'a list of tables')
      return []
    }
    return value.filter((item, index): item is Table => isTable(item) || void sayForm(value, String(index), 'a table') === null)
  }

  function listIn(owner: Table, key: string, modern: (table: Table) => Table): unknown[] {
    return listTables(layouts, tablesIn(owner, key).map(modern))
  }

  function service(table: Table): Table {
    return changed(table, {
      internal_port: (key) => wholeNumber(table, key),
      concurrency: (key) => concurrency(table, key),
      ports: (key) => listIn(table, key, (port) => changed(port, { port: (own) => wholeNumber(port, own) })),
      tcp_checks: (key) => listIn(table, key, check),
      http_checks: (key) => listIn(table, key, check),
    })
  }

  /** Sizes may be numbers in a file, and are texts for flyctl. */
  function sized(table: Table): Table {
    const text = (key: string): unknown => (typeof table[key] === 'number' ? String(table[key]) : table[key])
    return changed(table, { memory: text, initial_size: text })
  }

  /** `"12,23"` is `{soft_limit = 12, hard_limit = 23}`. */
  function concurrency(owner: Table, key: string): unknown {
    const value = owner[key]
    if (isTable(value)) return value
    const [, soft, hard] = (typeof value === 'string' && /^([+-]?\d+),([+-]?\d+)$/.exec(value)) || []
    if (soft === undefined || hard === undefined) return void sayForm(owner, key, 'a table')
    return rewrite(layouts, owner, [
      ['type', 'requests', key],
      ['soft_limit', Number(soft), key],
      ['hard_limit', Number(hard), key],
    ])
  }

  function wholeNumber(owner: Table, key: string): unknown {
    const value = owner[key]
    return typeof value === 'string' && /^[+-]?\d+$/.test(value) ? Number(value) : typeof value === 'number' ? Math.trunc(value) : value
  }

  function check(table: Table): Table {
    return changed(table, {
      ...Object.fromEntries(
        ['interval', 'timeout', 'grace_period'].map((key) => [key, () => (table[key] === '' ? undefined : table[key])]),
      ),
      headers: (key) => headers(table, key),
    })
  }

  function headers(owner: Table, key: string): unknown {
    const value = owner[key]
    const texts = (table: Table): Table =>
      rewrite(
        layouts,
        table,
        Object.entries(table).map(([name, own]) => [name, textOf(own)]),
      )
    if (isTable(value)) return texts(value)
    if (!Array.isArray(value)) return void sayForm(owner, key, 'a table of texts')
    const merged = makeTable(layouts, 0, 0)
    for (const item of tablesIn(owner, key))
      if ('name' in item) merged[textOf(item['name'])] = textOf(item['value'] ?? '')
      else sayForm(owner, key, 'a table of texts')
    return Object.keys(merged).length === 0 ? undefined : merged
  }

  function checks(value: unknown): unknown {
    if (isTable(value)) {
      for (const [name, own] of Object.entries(value)) if (!isTable(own)) sayForm(value, name, 'a table')
      return rewrite(
        layouts,
        value,
        Object.entries(value).flatMap(([name, own]) => (isTable(own) ? [[name, check(own)]] : [])),
      )
    }
    const tables = tablesIn(file, 'checks')
    for (const own of tables) if (typeof own['name'] !== 'string') sayForm(own, 'name', 'the name of the check')
    return byName(tables.flatMap((own): [string, Table][] => (typeof own['name'] === 'string' ? [[own['name'], check(own)]] : [])))
  }

  /** `[[env]]` is several tables; numbers and the like are texts for flyctl. */
  function environment(value: unknown): unknown {
    if (isTable(value)) return value
    if (!Array.isArray(value)) return void sayForm(file, 'env', 'a table of texts')
    return joined(tablesIn(file, 'env'))
  }

  /** `[[processes]]` with `name` and `command` is a table of commands. */
  function processes(list: readonly unknown[]): unknown {
    const named = list.filter(isTable).filter((item) => 'name' in item)
    if (named.length === 0) return undefined
    const table = makeTable(layouts, 0, 0)
    for (const item of named) addEntry(layouts, table, textOf(item['name']), textOf(item['command'] ?? ''), placeOf(item))
    return table
  }

  function byName(tables: readonly (readonly [string, Table])[]): Table {
    const table = makeTable(layouts, 0, 0)
    for (const [name, own] of tables) addEntry(layouts, table, name, own, placeOf(own))
    return table
  }

  function placeOf(table: Table): readonly number[] {
    const { start = 0, end = 0 } = layouts.get(table) ?? {}
    return [start, end, start, end]
  }

  function experimental(table: Table): Table {
    const words = (key: string): unknown => (isQuoted(table, key) ? [table[key]] : table[key])
    return changed(table, { cmd: words, entrypoint: words, exec: words })
  }

  function joined(tables: readonly Table[]): Table {
    const table = makeTable(layouts, 0, 0)
    for (const own of tables)
      for (const [key, value] of Object.entries(own)) {
        const layout = layouts.get(own)
        const index = layout?.keys.indexOf(key) ?? 0
        addEntry(layouts, table, key, value, layout?.offsets.slice(index * 4, index * 4 + 4) ?? [])
      }
    return table
  }

  function renamed(table: Table, before: string, after: string): Table {
    return before in table
      ? rewrite(
          layouts,
          table,
          Object.entries(table).map(([key, value]) => (key === before ? [after, value, before] : [key, value])),
        )
      : table
  }

  /** Gives the table with other values for the keys that it has; an entry that becomes undefined is left out. */
  function changed(table: Table, modern: Readonly<Record<string, (key: string) => unknown>>): Table {
    if (!Object.keys(modern).some((key) => key in table)) return table
    return rewrite(
      layouts,
      table,
      Object.entries(table)
        .map(([key, value]) => [key, Object.hasOwn(modern, key) ? modern[key]?.(key) : value] as const)
        .filter(([, value]) => value !== undefined),
    )
  }
}

/** Sections that are lists of tables today, with other names that flyctl reads for them. */
const oldNames: Readonly<Record<string, readonly string[]>> = {
  services: [],
  mounts: ['mount'],
  vm: ['compute', 'computes'],
  metrics: ['metric'],
}

/** flyctl passes over a service without a word in it. */
function isFilled(table: Table): boolean {
  return Object.keys(table).length > 0
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value)
}
