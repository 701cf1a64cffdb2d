import { stringify } from 'smol-toml'

/** Options of `toToml`. */
export interface ToTomlOptions {
  /** Comment at the top, without `#`; may have several lines. */
  readonly header?: string
  /** Keys at the top whose texts are printed as they are, on lines of their own; such a text has no `'''` and no control characters but tabs and line breaks. */
  readonly literals?: readonly string[]
}

/** Prints an object as TOML 1.0; entries that are undefined are left out. */
export function toToml(value: object, options: ToTomlOptions = {}): string {
  const header = (options.header ?? '')
    .split('\n')
    .map((line) => `# ${line}\n`)
    .join('')
  const text = stringify(value)
  const body = (options.literals ?? []).reduce((printed, key) => withLiteral(printed, key, Reflect.get(value, key)), text)
  return `${options.header === undefined ? '' : `${header}\n`}${body}`
}

/** A line break after the opening quotes is none of the text (TOML 1.0, multi-line literal strings). */
function withLiteral(printed: string, key: string, text: unknown): string {
  if (typeof text !== 'string') return printed
  if (/'''|[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)) throw new RangeError(`${key} is no text for a literal string of TOML`)
  const line = stringify({ [key]: text }).trimEnd()
  const at = `\n${printed}`.indexOf(`\n${line}\n`)
  if (at < 0) throw new RangeError(`${key} is no text at the top of the table`)
  return `${printed.slice(0, at)}${key} = '''\n${text}'''${printed.slice(at + line.length)}`
}
