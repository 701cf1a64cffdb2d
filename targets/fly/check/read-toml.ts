import { type AST, ParseError, parseTOML } from 'toml-eslint-parser'
import type { Finding, Source } from '../../../src/diagnostic.js'
import { defaultBounds } from '../../../src/language/bounds.js'
import { addEntry, isTable, type Layouts, makeList, makeTable, type Table } from './table.js'

/** A TOML file as plain data, and where everything stands; dates are texts. */
export interface TomlFile {
  readonly value: Table
  readonly layouts: Layouts
}

/**
 * Reads TOML 1.1, as flyctl does (go-toml 2.4). Gives the one syntax error that ends the reading in place of the file.
 * Integers are those of 64 bits; what is nested deeper than a manifest may be is an error, too.
 */
export function readToml(source: Source): TomlFile | Finding {
  try {
    if (source.text.startsWith('\uFEFF')) return at(source, 0, 'file begins with a byte order mark')
    const file = convert(parseTOML(source.text, { tomlVersion: '1.1' }), source)
    const lone = source.text.search(/\r(?!\n)/)
    return lone < 0 ? file : at(source, lone, 'carriage return without a line feed')
  } catch (error) {
    if (error instanceof ParseError) return at(source, error.index, lowerFirst(error.message))
    if (error instanceof Misfit) return at(source, error.start, error.message, error.end)
    // a parser that calls itself for each bracket gives up before we can count them
    if (error instanceof RangeError) return at(source, 0, `arrays and tables are nested more than ${defaultBounds.nesting} levels deep`)
    throw error
  }
}

class Misfit extends Error {
  constructor(
    message: string,
    readonly start: number,
    readonly end: number,
  ) {
    super(message)
  }
}

function convert({ body: [top] }: AST.TOMLProgram, { text }: Source): TomlFile {
  const layouts: Layouts = new Map()
  const root = makeTable(layouts, 0, text.length)
  for (const node of top.body) {
    if (node.type === 'TOMLKeyValue') put(root, node, 1)
    else {
      const own = node.kind === 'array' ? openItem(root, node) : openTable(root, node.key.keys, node)
      for (const entry of node.body) put(own, entry, node.key.keys.length + 1)
    }
  }
  return { value: root, layouts }

  function put(table: Table, { key, value, range }: AST.TOMLKeyValue, depth: number): void {
    const last = key.keys.at(-1)
    if (last === undefined) return
    const parent = openTable(table, key.keys.slice(0, -1), { range })
    addEntry(layouts, parent, nameOf(last), plainValue(value, depth + key.keys.length), [...last.range, ...value.range])
  }

  /** Follows keys, makes the tables that are not there, and goes into the last item of an array of tables. */
  function openTable(table: Table, keys: readonly Key[], owner: { readonly range: readonly [number, number] }): Table {
    if (keys.length > defaultBounds.nesting) throw tooDeep(owner.range)
    return keys.reduce((inner, key) => {
      const name = nameOf(key)
      const there = inner[name]
      const next = Array.isArray(there) ? there.at(-1) : there
      if (isTable(next)) return next
      const made = makeTable(layouts, owner.range[0], owner.range[1])
      addEntry(layouts, inner, name, made, [...key.range, ...key.range])
      return made
    }, table)
  }

  function openItem(table: Table, { key, range }: AST.TOMLTable): Table {
    const last = key.keys.at(-1)
    if (last === undefined) return table
    const parent = openTable(table, key.keys.slice(0, -1), { range })
    const item = makeTable(layouts, range[0], range[1])
    const there = parent[nameOf(last)]
    if (Array.isArray(there)) {
      addEntry(layouts, there, String(there.length), item, [...last.range, ...last.range])
      return item
    }
    const list = makeList(layouts, range[0], range[1])
    addEntry(layouts, list, '0', item, [...last.range, ...last.range])
    addEntry(layouts, parent, nameOf(last), list, [...last.range, ...last.range])
    return item
  }

  function plainValue(node: AST.TOMLContentNode, depth: number): unknown {
    if (depth > defaultBounds.nesting) throw tooDeep(node.range)
    const [start, end] = node.range
    if (node.type === 'TOMLArray') {
      const list = makeList(layouts, start, end)
      for (const [index, element] of node.elements.entries())
        addEntry(layouts, list, String(index), plainValue(element, depth + 1), [...element.range, ...element.range])
      return list
    }
    if (node.type === 'TOMLInlineTable') {
      const table = makeTable(layouts, start, end)
      for (const entry of node.body) put(table, entry, depth)
      return table
    }
    if (node.kind === 'integer' && BigInt.asIntN(64, node.bigint) !== node.bigint)
      throw new Misfit('integer does not fit into 64 bits', start, end)
    return 'datetime' in node ? node.datetime : node.value
  }
}

type Key = AST.TOMLBare | AST.TOMLQuoted

function nameOf(key: Key): string {
  return key.type === 'TOMLBare' ? key.name : key.value
}

function tooDeep([start, end]: readonly [number, number]): Misfit {
  return new Misfit(`arrays and tables are nested more than ${defaultBounds.nesting} levels deep`, start, end)
}

function at(source: Source, start: number, message: string, end = Math.min(start + 1, source.text.length)): Finding {
  return { message, span: { source, start: Math.min(start, source.text.length), end } }
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1).replace(/\.$/, '')}`
}
