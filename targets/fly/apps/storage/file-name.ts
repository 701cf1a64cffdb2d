import { fingerprint } from '../../../fingerprint.js'

/** Gives the name of a file for whoever deploys: letters, digits, `.`, `_` and `-`; what is changed leaves a fingerprint. */
export function fileName(text: string): string {
  const name = text.replace(/[^A-Za-z0-9._-]/g, '-').replace(/^\.+/, '')
  return name === text && name !== '' ? name : `${name}${name && '-'}${fingerprint(text)}`
}
