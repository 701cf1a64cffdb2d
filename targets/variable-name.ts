import { fingerprint } from './fingerprint.js'

/** Gives the environment variable of whoever runs the output that brings a key of a secret or of configuration: `DB_PASSWORD` for key `password` of `db`. */
export function variableName(source: string, key: string): string {
  const text = `${source}_${key}`
  const name = text
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '_')
    .replace(/^(?=[0-9])/, '_')
  return isPlain(text) ? name : `${name}_${fingerprint(text).toUpperCase()}`
}

function isPlain(text: string): boolean {
  return /^[A-Za-z0-9._/-]+$/.test(text)
}
