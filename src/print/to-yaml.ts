import { Document, type ScalarTag, type Tags } from 'yaml'

export interface YamlOptions {
  /** A comment of one or more lines above the document. */
  readonly header?: string
}

/**
 * Prints plain data as one YAML document that YAML 1.1 and 1.2 readers read alike, whatever its strings hold.
 * The order is the data's own, entries that are undefined are left out, nothing is folded or aliased, and the text ends with one newline.
 */
export function toYaml(value: object, { header }: YamlOptions = {}): string {
  const out: string[] = []
  const scalar = makeScalar()
  if (isEmpty(value)) out.push(byPackage(value))
  else writeEntries(out, value, '', '', scalar)
  const text = out.join('')
  return header === undefined ? text : `${header.replace(/^/gm, '# ').replace(/ +$/gm, '')}\n${text}`
}

/** The same bytes from the package itself, which needs time by the square for a map of thousands of services. */
export function byPackage(value: unknown): string {
  return new Document(value, { schema, aliasDuplicateObjects: false }).toString({ lineWidth: 0 })
}

/** YAML wants longer keys in a form of their own (YAML 1.2, section 8.2.2: 1024 characters). */
const longestKey = 1000

/** Gives the text of a scalar, or of an empty map or list, as a key or as a value. */
export type Scalar = (value: unknown, part: 'key' | 'value') => string

/** The layout of maps and lists is ours, every scalar's form the package's; `lead` stands before the first entry, where a list has its dash. */
function writeEntries(out: string[], value: object, lead: string, indent: string, scalar: Scalar): void {
  if (!Array.isArray(value) && Object.keys(value).some((key) => key.length > longestKey)) {
    out.push(lead, byPackage(value).replace(/\n(?=[^\n])/g, `\n${indent}`))
    return
  }
  let before = lead
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) {
      writeValue(out, item === undefined ? null : item, `${before}-`, ' ', indent, scalar)
      before = indent
    }
    return
  }
  for (const [key, child] of Object.entries(value) as [string, unknown][]) {
    if (child === undefined) continue
    writeValue(out, child, `${before}${scalar(key, 'key')}:`, '', indent, scalar)
    before = indent
  }
}

/** `gap` is a space behind a dash, behind which a map or list begins on the same line. */
function writeValue(out: string[], value: unknown, head: string, gap: string, indent: string, scalar: Scalar): void {
  const inner = `${indent}  `
  if (typeof value === 'object' && value !== null && !isEmpty(value)) {
    if (gap === '') out.push(head, '\n')
    writeEntries(out, value, gap === '' ? inner : `${head}${gap}`, inner, scalar)
    return
  }
  const text = scalar(value, 'value')
  out.push(head, ' ', text.includes('\n') ? text.replace(/\n(?=[^\n])/g, `\n${inner}`) : text, '\n')
}

/** Makes a printer of scalars. Most strings are plain words; the package is asked once for each of the others. A text of several lines is a block without indentation. */
export function makeScalar(): Scalar {
  const known = { key: new Map<unknown, string>(), value: new Map<unknown, string>() }
  return (value, part) => {
    if (typeof value === 'string' && value.length > 5 && /^[A-Za-z_/][\w./@+-]*(:[\w./@+-]+)*$/.test(value)) return value
    const text = known[part].get(value)
    if (text !== undefined) return text
    // as the value of a key, so that a text of several lines is a block
    const printed =
      part === 'key'
        ? byPackage({ [String(value)]: 0 }).slice(0, -4)
        : byPackage({ k: value })
            .slice(3, -1)
            .replace(/\n {2}/g, '\n')
    known[part].set(value, printed)
    return printed
  }
}

function isEmpty(value: object): boolean {
  return Array.isArray(value) ? value.length === 0 : Object.values(value).every((child) => child === undefined)
}

/** Strings that the package prints in a form which some reader takes for something else. */
const hostileStrings: ScalarTag = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  identify: (value) => typeof value === 'string' && (isHostile(value) || (value.includes('\n') && !isCleanBlock(value))),
  resolve: (value) => value,
  stringify: ({ value }) => doubleQuoted(String(value)),
}

function withHostileStrings(tags: Tags): Tags {
  return [hostileStrings, ...tags]
}

/** How the package prints what YAML 1.1 and 1.2 readers read alike. Made once: the tags are the same for every document. */
export const { schema } = new Document(null, { compat: 'yaml-1.1', customTags: withHostileStrings })

/** What YAML 1.1 takes for a line break (NEL, LS, PS), no-break and invisible characters, and those that change the direction of text. */
const unseen = '\\x7f-\\xa0\\xad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202f\\u2060-\\u206f\\ufeff\\ufff0-\\ufffc'
const hostile = new RegExp(`[\\0-\\t\\v-\\x1f${unseen}\\p{Surrogate}\\p{Noncharacter_Code_Point}]`, 'u')
const unescaped = new RegExp(`[${unseen}\\p{Noncharacter_Code_Point}]`, 'gu')

/** Besides characters: the plain words to which YAML 1.1 alone gives a meaning (`=` is a default value, `<<` a merge), and whatever some reader might take for a number. */
function isHostile(value: string): boolean {
  return (
    hostile.test(value) || value === '=' || value === '<<' || /^(---|\.\.\.)/.test(value) || /^[-+]?\.?\d[\da-fxob_.:+-]*$/i.test(value)
  )
}

/** A block shows its text as it is; spaces at the start of it or at the ends of lines would be unseen or need an indicator. */
function isCleanBlock(value: string): boolean {
  return /^[^ \n]/.test(value) && !/ (\n|$)|\n\n$|(^|\n)(%|---|\.\.\.)/.test(value)
}

/** Gives a text in double quotes. JSON's escapes are YAML's as well; what JSON leaves as it is, and a reader might not, is escaped too. */
export function doubleQuoted(value: string): string {
  return JSON.stringify(value)
    .replace(/\\ud[89a-f][0-9a-f]{2}/g, '\\ufffd')
    .replace(unescaped, (char) => {
      const code = char.codePointAt(0) ?? 0
      return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
    })
}
