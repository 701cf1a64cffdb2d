import { type ScalarTag, stringify, type Tags } from 'yaml'

export interface YamlOptions {
  /** A comment of one or more lines above the document. */
  readonly header?: string
}

/**
 * Prints plain data as one YAML document that YAML 1.1 and 1.2 readers read alike, whatever its strings hold.
 * The order is the data's own, entries that are undefined are left out, nothing is folded or aliased, and the text ends with one newline.
 */
export function toYaml(value: object, { header }: YamlOptions = {}): string {
  const text = print(value) || '{}\n'
  return header === undefined ? text : `${header.replace(/^/gm, '# ').replace(/ +$/gm, '')}\n${text}`
}

/**
 * The package builds the text of a map from the whole texts of its entries, level by level: for a map of thousands of services that takes time by the square.
 * Printed entry by entry it gives the same bytes.
 */
function print(value: object): string {
  if (Array.isArray(value)) return stringifyWhole(value)
  return Object.entries(value)
    .map(([key, child]: [string, unknown]) => {
      if (!isLongMap(child)) return stringifyWhole({ [key]: child })
      const head = stringifyWhole({ [key]: {} }).replace(/ \{\}\n$/, '\n')
      return (
        head +
        Object.entries(child)
          .map((entry) => stringifyWhole(Object.fromEntries([entry])).replace(/^(?=.)/gm, '  '))
          .join('')
      )
    })
    .join('')
}

function stringifyWhole(value: object): string {
  const text = stringify(value, { compat: 'yaml-1.1', customTags: withHostileStrings, lineWidth: 0, aliasDuplicateObjects: false })
  return text === '{}\n' ? '' : text
}

function isLongMap(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).filter((child) => child !== undefined).length > 1
  )
}

/** Strings that the package prints in a form which some reader takes for something else. */
const hostileStrings: ScalarTag = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  identify: (value) => typeof value === 'string' && (isHostile(value) || (value.includes('\n') && !isCleanBlock(value))),
  resolve: (value) => value,
  stringify: ({ value }) => quote(String(value)),
}

function withHostileStrings(tags: Tags): Tags {
  return [hostileStrings, ...tags]
}

/** What YAML 1.1 takes for a line break (NEL, LS, PS), no-break and invisible characters, and those that change the direction of text. */
const unseen = '\\x7f-\\xa0\\xad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202f\\u2060-\\u206f\\ufeff\\ufff0-\\ufffc'
const hostile = new RegExp(`[\\0-\\t\\v-\\x1f${unseen}\\p{Surrogate}\\p{Noncharacter_Code_Point}]`, 'u')
const unescaped = new RegExp(`[${unseen}\\p{Noncharacter_Code_Point}]`, 'gu')

/** Besides characters: the plain words to which YAML 1.1 alone gives a meaning (`=` is a default value, `<<` a merge), and whatever some reader might take for a number. */
function isHostile(value: string): boolean {
  return hostile.test(value) || value === '=' || value === '<<' || /^[-+]?\.?\d[\da-fxob_.:+-]*$/i.test(value)
}

/** A block shows its text as it is; spaces at the start of it or at the ends of lines would be unseen or need an indicator. */
function isCleanBlock(value: string): boolean {
  return /^[^ \n]/.test(value) && !/ (\n|$)|\n\n$|(^|\n)(%|---|\.\.\.)/.test(value)
}

/** JSON's escapes are YAML's as well; what JSON leaves as it is, and a reader might not, is escaped too. */
function quote(value: string): string {
  return JSON.stringify(value)
    .replace(/\\ud[89a-f][0-9a-f]{2}/g, '\\ufffd')
    .replace(unescaped, (char) => {
      const code = char.codePointAt(0) ?? 0
      return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
    })
}
