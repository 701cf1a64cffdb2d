import { stringify } from 'smol-toml'

/** Options of `toToml`. */
export interface ToTomlOptions {
  /** Comment at the top, without `#`; may have several lines. */
  readonly header?: string
}

/** Prints an object as TOML 1.0; entries that are undefined are left out. */
export function toToml(value: object, options: ToTomlOptions = {}): string {
  const header = (options.header ?? '')
    .split('\n')
    .map((line) => `# ${line}\n`)
    .join('')
  return `${options.header === undefined ? '' : `${header}\n`}${stringify(value)}`
}
