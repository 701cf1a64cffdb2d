import { fingerprint } from './fingerprint.js'

/** Longest name that DNS carries between two dots (RFC 1035, section 2.3.4). */
export const longest = 63

/**
 * Gives the name of a component's Compose service, which is its host name there, and on every platform the name of the image that is built of it:
 * `<application>-<component>` in lower-case letters, digits and `-`, at most 63. Letters that have no place in a host name leave a fingerprint, so that names in other scripts stay apart.
 */
export function serviceName(application: string, component: string): string {
  const text = `${application}-${component}`
  const name = hostName(text)
  // names without `-` are those of services that are nobody's workload
  return name.includes('-') ? name : `${name}-${fingerprint(text)}`
}

/** Gives a text as a host name: lower-case letters, digits and `-`, at most 63; what is changed leaves a fingerprint. */
export function hostName(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '-')
    .replace(/^-+|-+$/g, '')
  if (/^[A-Za-z0-9._/-]+$/.test(text) && name !== '' && name.length <= longest) return name
  return `${name.slice(0, longest - 9).replace(/-+$/, '')}-${fingerprint(text)}`.replace(/^-/, 'x-')
}
