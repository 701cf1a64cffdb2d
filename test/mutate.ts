import { isCollection, isMap, isPair, isScalar, isSeq, parseDocument, visit } from 'yaml'

export type Random = () => number

/** Gives numbers in [0, 1) that depend on the seed alone (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)]!

const awkward = [
  '',
  ' ',
  '\t',
  '\n',
  ':',
  ': ',
  '- ',
  '#',
  '&a ',
  '*a',
  '!x ',
  '|',
  '>',
  "'",
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  '%',
  '@',
  '`',
  '\\',
  '\0',
  '\u0007',
  '\u2028',
  '\ufeff',
  '😀',
  '日本',
  '---\n',
  '...\n',
  '<<: ',
  '? ',
  '~',
  'null',
  'true',
  '0x1F',
  '1e9',
  '-1',
  '99999999999999999999',
  '${target.host}',
  '{{ x }}',
  '$',
  '__proto__',
  'constructor',
]

/** Gives one of the texts, changed in a few places: bytes, lines, or the tree itself. */
export function mutate(random: Random, corpus: readonly string[]): string {
  let text = pick(random, corpus)
  const times = 1 + Math.floor(random() * 4)
  for (let time = 0; time < times; time++) text = random() < 0.5 ? mutateText(random, text, corpus) : mutateTree(random, text)
  return text
}

function mutateText(random: Random, text: string, corpus: readonly string[]): string {
  const at = Math.floor(random() * (text.length + 1))
  const lines = text.split('\n')
  const line = Math.floor(random() * lines.length)
  switch (Math.floor(random() * 7)) {
    case 0:
      return text.slice(0, at) + pick(random, awkward) + text.slice(at)
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + Math.floor(random() * 8))
    case 2:
      return text.slice(0, at) + String.fromCharCode(Math.floor(random() * 256)) + text.slice(at + 1)
    case 3:
      return [...lines.slice(0, line), lines[line]!, ...lines.slice(line)].join('\n')
    case 4:
      return [...lines.slice(0, line), ...lines.slice(line + 1)].join('\n')
    case 5:
      return [...lines.slice(0, line), `${random() < 0.5 ? '  ' : ''}${lines[line]!.trimStart()}`, ...lines.slice(line + 1)].join('\n')
    default: {
      const other = pick(random, corpus)
      const from = Math.floor(random() * other.length)
      return text.slice(0, at) + other.slice(from, from + Math.floor(random() * 200)) + text.slice(at)
    }
  }
}

const values: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e21,
  '',
  'x',
  ' ',
  'latest',
  'true',
  '../x',
  '${target.url}',
  'a'.repeat(300),
  [],
  {},
  [[]],
  [{}],
  { a: 1 },
  [null],
  { name: 'x' },
  { name: null },
  ['x', 'x'],
  { config: [{ name: 'x' }] },
  65536,
  '0',
  '100%',
  '250m',
  '1Gi',
  '* * * * *',
]

function mutateTree(random: Random, text: string): string {
  const document = parseDocument(text, { uniqueKeys: false })
  if (document.errors.length > 0 || !isCollection(document.contents)) return text
  const nodes: { parent: unknown; key: unknown }[] = []
  visit(document, {
    Map: (_, node) =>
      void node.items.forEach((pair) => nodes.push({ parent: node, key: isPair(pair) && isScalar(pair.key) ? pair.key.value : undefined })),
    Seq: (_, node) => void node.items.forEach((_item, index) => nodes.push({ parent: node, key: index })),
  })
  if (nodes.length === 0) return text
  const { parent, key } = pick(random, nodes)
  const other = pick(random, nodes)
  try {
    if (isMap(parent) || isSeq(parent)) {
      const choice = random()
      if (choice < 0.25) parent.delete(key)
      else if (choice < 0.75) parent.set(key, document.createNode(pick(random, values)))
      else if (isMap(other.parent) || isSeq(other.parent)) {
        const moved = other.parent.get(other.key, true)
        if (moved !== undefined) parent.set(key, (moved as { clone(): unknown }).clone())
      }
    }
    return document.toString()
  } catch {
    // a tree that cannot be printed is no input
    return text
  }
}
